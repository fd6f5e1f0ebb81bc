// Imports and activates the workflows in a fresh n8n, with an owner and the credentials of the booking database:
// node import.mjs N8N_URL (PGHOST, PGPORT, PGUSER, PGPASSWORD, BOOKING_DATABASE)
import { readFile, readdir } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'

const n8n = process.argv[2]
const folder = new URL('workflows/', import.meta.url)
const later = () => new Promise(resolve => setTimeout(resolve, 1000))
let cookie = ''

async function ask (method, path, body, tries = 120) {
  const response = await fetch(`${n8n}/rest/${path}`, {
    method, headers: { 'content-type': 'application/json', 'browser-id': 'import', cookie }, body: JSON.stringify(body)
  }).catch(() => ({ status: 503 }))
  // While n8n starts, it closes connections, a path is not there yet, or its database is not ready.
  if ([404, 503].includes(response.status) && tries > 0) {
    await later()
    return ask(method, path, body, tries - 1)
  }
  cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()).data
}

// Its /healthz answers before the REST API does, which first says in words that it is starting.
const isReady = () => fetch(`${n8n}/rest/settings`).then(answer => answer.json()).then(() => true, () => false)
while (!await isReady()) await later()
await ask('POST', 'owner/setup', {
  email: 'owner@example.com', firstName: 'The', lastName: 'Owner', password: process.env.N8N_PASSWORD ?? `P1${randomUUID()}`
})
const { PGHOST: host, PGPORT: port, PGUSER: user, PGPASSWORD: password = '', BOOKING_DATABASE: database } = process.env
const credentials = await ask('POST', 'credentials', {
  name: 'Booking database', type: 'postgres', data: { host, port: Number(port), user, password, database, ssl: 'disable' }
})
for (const file of await readdir(folder)) {
  const workflow = JSON.parse(await readFile(new URL(file, folder)))
  for (const node of workflow.nodes) {
    if (node.credentials) node.credentials.postgres.id = credentials.id
  }
  const { id, versionId } = await ask('POST', 'workflows', workflow)
  await ask('POST', `workflows/${id}/activate`, { versionId })
  console.log(`${workflow.name}: imported and active`)
}
