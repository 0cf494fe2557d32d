# Built from the repository's folder; README.md beside this file has the command.
FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev
COPY chatkit ./chatkit
COPY proxy ./proxy
RUN mkdir data && chown node data
USER node
VOLUME /app/data
EXPOSE 8787
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8787) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1))"]
CMD ["node", "proxy/bin.mjs"]
