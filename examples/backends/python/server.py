"""The backend of the appointment Flow in Python's standard library: python3 server.py (PORT, SIGNING_SECRET)"""
import base64, hashlib, hmac, json, os, time
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DEPARTMENTS = {"general": "General practice", "dental": "Dentist"}
LOCATIONS = {"harbour": "Harbour", "hill": "Hill Street"}
TIMES = ["09:00", "10:20", "14:00"]
GONE = "That time has just gone. Please pick another."
forms, bookings = {}, {}  # by flow token what each screen sent, by slot the flow token; a real one has its database

def options(titles):
    return [{"id": id, "title": title} for id, title in titles.items()]

def slot_of(chosen):
    return f"{chosen.get('department')}|{chosen.get('location')}|{chosen.get('date')}T{chosen.get('time')}"

def appointment(chosen, **message):
    days = [str(date.today() + timedelta(days=n)) for n in (1, 2, 3)]
    free = [at for at in TIMES if slot_of(chosen | {"time": at}) not in bookings]
    return {"screen": "APPOINTMENT", "data": {
        "departments": options(DEPARTMENTS), "locations": options(LOCATIONS),
        "dates": options(dict(zip(days, days))), "times": options(dict(zip(free, free))),
        "is_location_enabled": "department" in chosen, "is_date_enabled": "location" in chosen,
        "is_time_enabled": "date" in chosen, "init_values": chosen, "error_messages": {}} | message}

def answer(action, screen, data, token):
    trigger, sent = data.pop("trigger", None), forms.setdefault(token, {})
    if action == "data_exchange": sent[screen] = data
    chosen, contact = sent.get("APPOINTMENT", {}), sent.get("DETAILS", {})
    slot, terms, is_taken = slot_of(chosen), {"screen": "TERMS"}, bookings.get(slot_of(chosen), token) != token
    place = f"{DEPARTMENTS.get(chosen.get('department'))}, {LOCATIONS.get(chosen.get('location'))}"
    summary = f"{place}\n{chosen.get('date')}, {chosen.get('time')}"
    details = lambda errors: {"screen": "DETAILS", "data": {"init_values": contact, "error_messages": errors}}
    if action == "INIT": return appointment({})
    if action == "BACK": return {"SUMMARY": terms, "TERMS": details({})}.get(screen) or appointment(chosen)
    if screen == "APPOINTMENT" and trigger != "continue": return appointment(chosen)
    if screen == "APPOINTMENT": return appointment(chosen, error_message=GONE) if is_taken else details({})
    if screen == "DETAILS": return terms if contact.get("name", "").strip() else details({"name": "Please tell us your name."})
    if screen == "TERMS" and not data.get("agree"): return {"stay": "Please agree to the terms."}
    if screen == "TERMS": return {"screen": "SUMMARY", "data": {
        "appointment": summary, "details": contact.get("name", ""), "slot": slot, "file_errors": {}}}
    if data.get("slot") != slot: return appointment(chosen, error_message=GONE)
    if bookings.setdefault(slot, token) != token: return appointment(chosen, error_message=GONE)  # a second tap passes
    return {"complete": {"booking_id": "A-" + hashlib.sha256(token.encode()).hexdigest()[:8], "summary": summary}}

def is_signed(headers, body):
    secret = base64.b64decode(os.environ.get("SIGNING_SECRET", "").removeprefix("whsec_"))
    id, sent, given = (headers.get("webhook-" + name, "") for name in ("id", "timestamp", "signature"))
    mac = hmac.new(secret, f"{id}.{sent}.".encode() + body, hashlib.sha256)
    expected = b"v1," + base64.b64encode(mac.digest())
    is_fresh = sent.isdigit() and abs(time.time() - int(sent)) < 300
    return bool(secret) and is_fresh and any(hmac.compare_digest(one.encode(), expected) for one in given.split())

class Backend(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body, reply = self.rfile.read(int(self.headers["content-length"])), b""
        if signed := is_signed(self.headers, body):
            asked = json.loads(body)
            reply = json.dumps(answer(asked["action"], asked["screen"], asked["data"], asked["flow_token"])).encode()
        self.send_response(200 if signed else 401)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 3000))), Backend).serve_forever()
