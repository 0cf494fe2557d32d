/**
 * The token proxy of Orcheo's guide to embedding on Express, word for word: the workflow stands behind the `?`, and what
 * Orcheo answers is passed on. It describes itself nowhere.
 *
 * Run: node token-proxy.mjs   (prints "PORT <n>" once it listens)
 */
import cors from 'cors';
import express from 'express';

const { ORCHEO_BACKEND, ORCHEO_SERVICE_TOKEN } = process.env;
const app = express();

app.use(cors({ origin: 'https://your-website.example.com', methods: ['POST'] }));
app.use(express.json());

app.post('/chatkit-token', async (req, res) => {
  const { workflow_id } = req.query;
  const response = await fetch(`${ORCHEO_BACKEND}/api/chatkit/session`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ORCHEO_SERVICE_TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ workflow_id }),
  });
  if (!response.ok) return res.status(response.status).json(await response.json());
  res.json(await response.json());
});

const listener = app.listen(0, '127.0.0.1', () => console.log(`PORT ${listener.address().port}`));
