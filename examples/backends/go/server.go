// The backend of the appointment Flow in Go's standard library: go run server.go (PORT, SIGNING_SECRET)
package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

type object = map[string]any
type session struct {
	choice, contact object
	booking         string
}

var (
	secret, _ = base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("SIGNING_SECRET"), "whsec_"))
	lock      sync.Mutex
	sessions  = map[string]*session{} // a real one keeps both in its database
	bookings  = map[string]string{}
	titles    = map[string]string{"general": "General practice", "dental": "Dentist", "harbour": "Harbour", "hill": "Hill Street"}
	times     = []string{"09:00", "10:20", "14:00"}
	gone      = "That time has just gone. Please pick another."
)

func text(o object, name string) string { value, _ := o[name].(string); return value }

func slotOf(c object, at string) string {
	return text(c, "department") + "|" + text(c, "location") + "|" + text(c, "date") + "T" + at
}

func options(shown bool, ids ...string) []object {
	if !shown {
		return []object{{"id": "none", "title": "Choose the one before"}}
	}
	list := []object{}
	for _, id := range ids {
		title, named := titles[id]
		if !named {
			title = id
		}
		list = append(list, object{"id": id, "title": title})
	}
	return list
}

func appointment(chosen object, message string) object {
	var days, free []string
	for n := 1; n <= 3; n++ {
		days = append(days, time.Now().AddDate(0, 0, n).Format("2006-01-02"))
	}
	for _, at := range times {
		if _, taken := bookings[slotOf(chosen, at)]; !taken {
			free = append(free, at)
		}
	}
	department, location, day := text(chosen, "department") != "", text(chosen, "location") != "", text(chosen, "date") != ""
	data := object{"departments": options(true, "general", "dental"), "locations": options(department, "harbour", "hill"),
		"dates": options(location, days...), "times": options(day, free...), "is_location_enabled": department,
		"is_date_enabled": location, "is_time_enabled": day, "init_values": chosen, "error_messages": object{}}
	if message != "" {
		data["error_message"] = message
	}
	return object{"screen": "APPOINTMENT", "data": data}
}

func details(values, errors object) object {
	return object{"screen": "DETAILS", "data": object{"init_values": values, "error_messages": errors}}
}

func answer(action, screen, token string, data object) object {
	s, known := sessions[token]
	if !known {
		s = &session{choice: object{}, contact: object{}}
		sessions[token] = s
	}
	summary := fmt.Sprintf("%s, %s\n%s, %s", titles[text(s.choice, "department")], titles[text(s.choice, "location")], text(s.choice, "date"), text(s.choice, "time"))
	slot := slotOf(s.choice, text(s.choice, "time"))
	switch {
	case action == "INIT":
		return appointment(object{}, "")
	case action == "BACK" && screen == "TERMS":
		return details(s.contact, object{})
	case action == "BACK" && screen == "SUMMARY":
		return object{"screen": "TERMS"}
	case action == "BACK":
		return appointment(s.choice, "")
	case screen == "APPOINTMENT":
		trigger := text(data, "trigger")
		delete(data, "trigger")
		if trigger != "continue" {
			return appointment(data, "")
		} else if _, taken := bookings[slotOf(data, text(data, "time"))]; taken {
			return appointment(data, gone)
		}
		s.choice = data
		return details(s.contact, object{})
	case screen == "DETAILS":
		s.contact = data
		if strings.TrimSpace(text(data, "name")) == "" {
			return details(data, object{"name": "Please tell us your name."})
		}
		return object{"screen": "TERMS"}
	case screen == "TERMS" && data["agree"] != true:
		return object{"stay": "Please agree to the terms."}
	case screen == "TERMS":
		return object{"screen": "SUMMARY", "data": object{"appointment": summary, "details": text(s.contact, "name"), "slot": slot, "file_errors": object{}}}
	}
	if holder, taken := bookings[slot]; text(data, "slot") != slot || taken && holder != token {
		return appointment(s.choice, gone)
	}
	bookings[slot] = token // a second tap finds the booking of the first
	if s.booking == "" {
		random := make([]byte, 4)
		rand.Read(random)
		s.booking = fmt.Sprintf("A-%X", random)
	}
	return object{"complete": object{"booking_id": s.booking, "summary": summary}}
}

func isSigned(headers http.Header, body []byte) bool {
	mac := hmac.New(sha256.New, secret)
	fmt.Fprintf(mac, "%s.%s.%s", headers.Get("webhook-id"), headers.Get("webhook-timestamp"), body)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	sent, _ := strconv.ParseInt(headers.Get("webhook-timestamp"), 10, 64)
	age := time.Since(time.Unix(sent, 0))
	for _, given := range strings.Split(headers.Get("webhook-signature"), " ") {
		if len(secret) > 0 && age.Abs() < 5*time.Minute && hmac.Equal([]byte(given), []byte(expected)) {
			return true
		}
	}
	return false
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	http.HandleFunc("/", func(reply http.ResponseWriter, request *http.Request) {
		body, _ := io.ReadAll(request.Body)
		var asked struct {
			Action, Screen string
			Data           object
			FlowToken      string `json:"flow_token"`
		}
		if !isSigned(request.Header, body) || json.Unmarshal(body, &asked) != nil {
			reply.WriteHeader(401)
			return
		}
		lock.Lock()
		defer lock.Unlock()
		reply.Header().Set("content-type", "application/json")
		json.NewEncoder(reply).Encode(answer(asked.Action, asked.Screen, asked.FlowToken, asked.Data))
	})
	fmt.Println(http.ListenAndServe("127.0.0.1:"+port, nil))
}
