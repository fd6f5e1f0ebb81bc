"""The backend of the appointment Flow in Python's standard library: python3 server.py (PORT, SIGNING_SECRET)"""
import base64, hashlib, hmac, json, os, secrets, time
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

SECRET = base64.b64decode(os.environ.get("SIGNING_SECRET", "").removeprefix("whsec_"))
DEPARTMENTS = {"general": "General practice", "dental": "Dentist"}
LOCATIONS = {"harbour": "Harbour", "hill": "Hill Street"}
TIMES = ["09:00", "10:20", "14:00"]
GONE = "That time has just gone. Please pick another."
lock, sessions, bookings = Lock(), {}, {}  # a real one keeps both in its database

def options(titles, shown):
    return [{"id": i, "title": t} for i, t in titles.items()] if shown else [{"id": "none", "title": "Choose the one before"}]

def slot_of(chosen, at=None):
    return f"{chosen.get('department')}|{chosen.get('location')}|{chosen.get('date')}T{at or chosen.get('time')}"

def appointment(chosen, message=None):
    days = [str(date.today() + timedelta(days=n)) for n in (1, 2, 3)]
    free = [t for t in TIMES if slot_of(chosen, t) not in bookings]
    department, location, day = (bool(chosen.get(name)) for name in ("department", "location", "date"))
    data = {"departments": options(DEPARTMENTS, True), "locations": options(LOCATIONS, department),
            "dates": options({d: d for d in days}, location), "times": options({t: t for t in free}, day),
            "is_location_enabled": department, "is_date_enabled": location, "is_time_enabled": day,
            "init_values": chosen, "error_messages": {}}
    return {"screen": "APPOINTMENT", "data": data | ({"error_message": message} if message else {})}

def details(values, errors):
    return {"screen": "DETAILS", "data": {"init_values": values, "error_messages": errors}}

def answer(action, screen, data, token):
    session = sessions.setdefault(token, {"choice": {}, "contact": {}})
    choice, contact = session["choice"], session["contact"]
    if action == "INIT":
        return appointment({})
    if action == "BACK":
        return {"TERMS": details(contact, {}), "SUMMARY": {"screen": "TERMS"}}.get(screen) or appointment(choice)
    if screen == "APPOINTMENT":
        chosen = {name: value for name, value in data.items() if name != "trigger"}
        if data.get("trigger") != "continue":
            return appointment(chosen)
        if slot_of(chosen) in bookings:
            return appointment(chosen, GONE)
        session["choice"] = chosen
        return details(contact, {})
    if screen == "DETAILS":
        session["contact"] = data
        return {"screen": "TERMS"} if data.get("name", "").strip() else details(data, {"name": "Please tell us your name."})
    text = f"{DEPARTMENTS.get(choice.get('department'))}, {LOCATIONS.get(choice.get('location'))}\n{choice.get('date')}, {choice.get('time')}"
    if screen == "TERMS":
        shown = {"appointment": text, "details": contact.get("name", ""), "slot": slot_of(choice), "file_errors": {}}
        return {"screen": "SUMMARY", "data": shown} if data.get("agree") else {"stay": "Please agree to the terms."}
    if data.get("slot") != slot_of(choice) or bookings.setdefault(data["slot"], token) != token:
        return appointment(choice, GONE)  # a second tap finds the booking of the first
    return {"complete": {"booking_id": session.setdefault("booking", "A-" + secrets.token_hex(4).upper()), "summary": text}}

def is_signed(headers, body):
    signed = f"{headers.get('webhook-id')}.{headers.get('webhook-timestamp')}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    fresh = abs(time.time() - int(headers.get("webhook-timestamp") or 0)) < 300
    return bool(SECRET) and fresh and any(hmac.compare_digest(one.encode(), expected.encode()) for one in given)

class Backend(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body, reply = self.rfile.read(int(self.headers["content-length"])), b""
        if signed := is_signed(self.headers, body):
            asked = json.loads(body)
            with lock:
                reply = json.dumps(answer(asked["action"], asked["screen"], asked["data"], asked["flow_token"])).encode()
        self.send_response(200 if signed else 401)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass

ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 3000))), Backend).serve_forever()
