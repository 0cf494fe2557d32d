FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 DOCENT_DATABASE=/data/docent.db
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt && useradd --create-home docent && mkdir /data && chown docent /data
COPY docent.py ./
USER docent
VOLUME /data
EXPOSE {{PORT}}
CMD ["uvicorn", "docent:app", "--host", "0.0.0.0", "--port", "{{PORT}}"]
