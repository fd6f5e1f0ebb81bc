// The backend of the appointment Flow in Node.js without a dependency: node server.js (PORT, SIGNING_SECRET)
const { createServer } = require('node:http')
const { createHash, createHmac, timingSafeEqual } = require('node:crypto')

const departments = { general: 'General practice', dental: 'Dentist' }
const locations = { harbour: 'Harbour', hill: 'Hill Street' }
const times = ['09:00', '10:20', '14:00']
const gone = 'That time has just gone. Please pick another.'
const forms = new Map() // flow token -> what the person sent from each screen; a real one keeps both in its database
const bookings = new Map() // slot -> flow token

const options = titles => Object.entries(titles).map(([id, title]) => ({ id, title }))
const list = values => values.map(value => ({ id: value, title: value }))
const slotOf = chosen => `${chosen.department}|${chosen.location}|${chosen.date}T${chosen.time}`

function appointment (chosen, message) {
  const days = [1, 2, 3].map(n => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10))
  const free = times.filter(time => !bookings.has(slotOf({ ...chosen, time })))
  return { screen: 'APPOINTMENT', data: {
    departments: options(departments), locations: options(locations), dates: list(days), times: list(free),
    is_location_enabled: 'department' in chosen, is_date_enabled: 'location' in chosen, is_time_enabled: 'date' in chosen,
    init_values: chosen, error_messages: {}, ...(message && { error_message: message }) } }
}

function answer ({ action, screen, data: { trigger, ...data }, flow_token: token }) {
  const sent = forms.get(token) ?? {}
  if (action === 'data_exchange') forms.set(token, Object.assign(sent, { [screen]: data }))
  const { APPOINTMENT: chosen = {}, DETAILS: contact = {} } = sent
  const slot = slotOf(chosen)
  const isTaken = (bookings.get(slot) ?? token) !== token
  const summary = `${departments[chosen.department]}, ${locations[chosen.location]}\n${chosen.date}, ${chosen.time}`
  const details = errors => ({ screen: 'DETAILS', data: { init_values: contact, error_messages: errors } })

  if (action === 'INIT') return appointment({})
  if (action === 'BACK') return { SUMMARY: { screen: 'TERMS' }, TERMS: details({}) }[screen] ?? appointment(chosen)
  if (screen === 'APPOINTMENT' && trigger !== 'continue') return appointment(chosen)
  if (screen === 'APPOINTMENT') return isTaken ? appointment(chosen, gone) : details({})
  if (screen === 'DETAILS') return contact.name?.trim() ? { screen: 'TERMS' } : details({ name: 'Please tell us your name.' })
  if (screen === 'TERMS' && !data.agree) return { stay: 'Please agree to the terms.' }
  if (screen === 'TERMS') {
    return { screen: 'SUMMARY', data: { appointment: summary, details: contact.name ?? '', slot, file_errors: {} } }
  }
  if (isTaken || data.slot !== slot) return appointment(chosen, gone)
  bookings.set(slot, token) // a second tap finds the booking of the first, under the same id
  return { complete: { booking_id: 'A-' + createHash('sha256').update(token).digest('hex').slice(0, 8), summary } }
}

function isSigned (headers, body) {
  const secret = Buffer.from((process.env.SIGNING_SECRET ?? '').replace('whsec_', ''), 'base64')
  const [id, sent, given = ''] = ['id', 'timestamp', 'signature'].map(name => headers[`webhook-${name}`])
  const expected = Buffer.from('v1,' + createHmac('sha256', secret).update(`${id}.${sent}.`).update(body).digest('base64'))
  return secret.length > 0 && Math.abs(Date.now() / 1000 - sent) < 300 && given.split(' ').map(one => Buffer.from(one))
    .some(one => one.length === expected.length && timingSafeEqual(one, expected))
}

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray())
  if (!isSigned(request.headers, body)) return response.writeHead(401).end()
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer(JSON.parse(body))))
}).listen(process.env.PORT ?? 3000, '127.0.0.1')
