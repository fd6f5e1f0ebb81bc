// The backend of the appointment Flow in Node.js without a dependency: node server.js (PORT, SIGNING_SECRET)
const { createServer } = require('node:http')
const { createHmac, timingSafeEqual, randomBytes } = require('node:crypto')

const secret = Buffer.from((process.env.SIGNING_SECRET ?? '').replace('whsec_', ''), 'base64')
const sessions = new Map() // flow token -> what the person chose; a real one keeps this in its database
const bookings = new Map() // slot -> flow token

const departments = { general: 'General practice', dental: 'Dentist' }
const locations = { harbour: 'Harbour', hill: 'Hill Street' }
const days = () => [1, 2, 3].map(n => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10))
const times = ['09:00', '10:20', '14:00']
const options = (titles, shown) => shown
  ? Object.entries(titles).map(([id, title]) => ({ id, title })) : [{ id: 'none', title: 'Choose the one before' }]
const list = (values, shown) => options(Object.fromEntries(values.map(v => [v, v])), shown)
const slotOf = c => [c.department, c.location, `${c.date}T${c.time}`].join('|')

const appointment = (chosen, message) => ({ screen: 'APPOINTMENT', data: {
  departments: options(departments, true),
  locations: options(locations, chosen.department), is_location_enabled: !!chosen.department,
  dates: list(days(), chosen.location), is_date_enabled: !!chosen.location,
  times: list(times.filter(time => !bookings.has(slotOf({ ...chosen, time }))), chosen.date), is_time_enabled: !!chosen.date,
  init_values: chosen, error_messages: {}, ...(message && { error_message: message }) } })
const details = (values, errors) => ({ screen: 'DETAILS', data: { init_values: values, error_messages: errors } })

function answer ({ action, screen, data, flow_token: token }) {
  const session = sessions.get(token) ?? { choice: {}, contact: {} }
  sessions.set(token, session)
  if (action === 'INIT') return appointment({})
  if (action === 'BACK') {
    return { TERMS: details(session.contact, {}), SUMMARY: { screen: 'TERMS' } }[screen] ?? appointment(session.choice)
  }
  if (screen === 'APPOINTMENT') {
    const { trigger, ...choice } = data
    if (trigger !== 'continue') return appointment(choice)
    if (bookings.has(slotOf(choice))) return appointment(choice, 'That time has just gone. Please pick another.')
    session.choice = choice
    return details(session.contact, {})
  }
  if (screen === 'DETAILS') {
    session.contact = data
    return data.name?.trim() ? { screen: 'TERMS' } : details(data, { name: 'Please tell us your name.' })
  }
  const { choice, contact } = session
  const text = `${departments[choice.department]}, ${locations[choice.location]}\n${choice.date}, ${choice.time}`
  if (screen === 'TERMS') {
    return data.agree ? { screen: 'SUMMARY', data: { appointment: text, details: contact.name ?? '', slot: slotOf(choice), file_errors: {} } }
      : { stay: 'Please agree to the terms.' }
  }
  const holder = bookings.get(data.slot) ?? token // a second tap finds the booking of the first
  if (holder !== token || data.slot !== slotOf(choice)) return appointment(choice, 'That time has just gone. Please pick another.')
  bookings.set(data.slot, token)
  session.booking ??= 'A-' + randomBytes(4).toString('hex').toUpperCase()
  return { complete: { booking_id: session.booking, summary: text } }
}

function isSigned (headers, body) {
  const [id, sent] = [headers['webhook-id'], headers['webhook-timestamp']]
  const expected = createHmac('sha256', secret).update(`${id}.${sent}.`).update(body).digest()
  return secret.length > 0 && Math.abs(Date.now() / 1000 - sent) < 300 && (headers['webhook-signature'] ?? '').split(' ')
    .map(signature => Buffer.from(signature.replace('v1,', ''), 'base64'))
    .some(given => given.length === expected.length && timingSafeEqual(given, expected))
}

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray())
  if (!isSigned(request.headers, body)) return response.writeHead(401).end()
  response.setHeader('content-type', 'application/json').end(JSON.stringify(answer(JSON.parse(body))))
}).listen(process.env.PORT ?? 3000, '127.0.0.1')
