// The backend of the appointment Flow in Go's standard library: go run server.go (PORT, SIGNING_SECRET)
package main

import (
	"crypto/hmac"
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
type form = map[string]string

var (
	titles   = form{"general": "General practice", "dental": "Dentist", "harbour": "Harbour", "hill": "Hill Street"}
	gone     = "That time has just gone. Please pick another."
	lock     sync.Mutex
	forms    = map[string]map[string]form{} // flow token -> screen -> what was sent; a real one keeps both in its database
	bookings = form{}                       // slot -> flow token
)

func slotOf(c form, at string) string {
	return c["department"] + "|" + c["location"] + "|" + c["date"] + "T" + at
}

func options(ids ...string) []form {
	list := []form{}
	for _, id := range ids {
		if titles[id] != "" {
			list = append(list, form{"id": id, "title": titles[id]})
		} else {
			list = append(list, form{"id": id, "title": id})
		}
	}
	return list
}

func appointment(chosen form, message string) object {
	var free []string
	for _, at := range []string{"09:00", "10:20", "14:00"} {
		if bookings[slotOf(chosen, at)] == "" {
			free = append(free, at)
		}
	}
	day := func(n int) string { return time.Now().AddDate(0, 0, n).Format("2006-01-02") }
	data := object{"departments": options("general", "dental"), "locations": options("harbour", "hill"),
		"dates": options(day(1), day(2), day(3)), "times": options(free...), "is_location_enabled": chosen["department"] != "",
		"is_date_enabled": chosen["location"] != "", "is_time_enabled": chosen["date"] != "",
		"init_values": chosen, "error_messages": object{}}
	if message != "" {
		data["error_message"] = message
	}
	return object{"screen": "APPOINTMENT", "data": data}
}

func answer(action, screen, token string, data form) object {
	trigger := data["trigger"]
	delete(data, "trigger")
	if forms[token] == nil {
		forms[token] = map[string]form{"APPOINTMENT": {}, "DETAILS": {}}
	}
	if action == "data_exchange" {
		forms[token][screen] = data
	}
	chosen, contact := forms[token]["APPOINTMENT"], forms[token]["DETAILS"]
	slot := slotOf(chosen, chosen["time"])
	isTaken := bookings[slot] != "" && bookings[slot] != token
	summary := titles[chosen["department"]] + ", " + titles[chosen["location"]] + "\n" + chosen["date"] + ", " + chosen["time"]
	details := func(errors form) object {
		return object{"screen": "DETAILS", "data": object{"init_values": contact, "error_messages": errors}}
	}
	switch {
	case action == "INIT":
		return appointment(form{}, "")
	case action == "BACK" && screen == "SUMMARY", action != "BACK" && screen == "DETAILS" && contact["name"] != "":
		return object{"screen": "TERMS"}
	case action == "BACK" && screen == "TERMS":
		return details(form{})
	case action == "BACK", screen == "APPOINTMENT" && trigger != "continue":
		return appointment(chosen, "")
	case screen == "APPOINTMENT" && !isTaken:
		return details(form{})
	case screen == "DETAILS":
		return details(form{"name": "Please tell us your name."})
	case screen == "TERMS" && data["agree"] != "true":
		return object{"stay": "Please agree to the terms."}
	case screen == "TERMS":
		return object{"screen": "SUMMARY", "data": object{
			"appointment": summary, "details": contact["name"], "slot": slot, "file_errors": object{}}}
	case isTaken || data["slot"] != slot:
		return appointment(chosen, gone)
	}
	bookings[slot] = token // a second tap finds the booking of the first, under the same id
	return object{"complete": form{"booking_id": fmt.Sprintf("A-%x", sha256.Sum256([]byte(token)))[:10], "summary": summary}}
}

func isSigned(headers http.Header, body []byte) bool {
	secret, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(os.Getenv("SIGNING_SECRET"), "whsec_"))
	mac := hmac.New(sha256.New, secret)
	fmt.Fprintf(mac, "%s.%s.%s", headers.Get("webhook-id"), headers.Get("webhook-timestamp"), body)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	sent, _ := strconv.ParseInt(headers.Get("webhook-timestamp"), 10, 64)
	isFresh := time.Since(time.Unix(sent, 0)).Abs() < 5*time.Minute
	for _, given := range strings.Split(headers.Get("webhook-signature"), " ") {
		if len(secret) > 0 && isFresh && hmac.Equal([]byte(given), []byte(expected)) {
			return true
		}
	}
	return false
}

func main() {
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
		data := form{}
		for name, value := range asked.Data {
			data[name] = fmt.Sprint(value)
		}
		lock.Lock()
		defer lock.Unlock()
		reply.Header().Set("content-type", "application/json")
		json.NewEncoder(reply).Encode(answer(asked.Action, asked.Screen, asked.FlowToken, data))
	})
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	fmt.Println(http.ListenAndServe("127.0.0.1:"+port, nil))
}
