<?php
// The backend of the appointment Flow in PHP: SIGNING_SECRET=whsec_... php -S 127.0.0.1:3000 server.php

const DEPARTMENTS = ['general' => 'General practice', 'dental' => 'Dentist'];
const LOCATIONS = ['harbour' => 'Harbour', 'hill' => 'Hill Street'];
const TIMES = ['09:00', '10:20', '14:00'];
const GONE = 'That time has just gone. Please pick another.';

function isSigned(string $body): bool {
    $secret = base64_decode(preg_replace('/^whsec_/', '', getenv('SIGNING_SECRET') ?: ''));
    $sent = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '0';
    $signed = ($_SERVER['HTTP_WEBHOOK_ID'] ?? '') . ".$sent.$body";
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', $signed, $secret, true));
    $matches = array_filter(explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? ''), fn ($given) => hash_equals($expected, $given));
    return $secret !== '' && abs(time() - (int) $sent) < 300 && $matches;
}

function options(array $titles, bool $shown): array {
    return $shown ? array_map(fn ($id, $title) => ['id' => (string) $id, 'title' => $title], array_keys($titles), $titles)
        : [['id' => 'none', 'title' => 'Choose the one before']];
}

function slotOf(array $c): string {
    return ($c['department'] ?? '') . '|' . ($c['location'] ?? '') . '|' . ($c['date'] ?? '') . 'T' . ($c['time'] ?? '');
}

function appointment(array $chosen, array $bookings, ?string $message = null): array {
    $days = array_map(fn ($n) => date('Y-m-d', strtotime("+$n day")), [1, 2, 3]);
    $free = array_values(array_filter(TIMES, fn ($time) => !isset($bookings[slotOf(['time' => $time] + $chosen)])));
    [$department, $location, $day] = [!empty($chosen['department']), !empty($chosen['location']), !empty($chosen['date'])];
    $data = ['departments' => options(DEPARTMENTS, true), 'locations' => options(LOCATIONS, $department),
        'dates' => options(array_combine($days, $days), $location), 'times' => options(array_combine($free, $free), $day),
        'is_location_enabled' => $department, 'is_date_enabled' => $location, 'is_time_enabled' => $day,
        'init_values' => (object) $chosen, 'error_messages' => (object) []];
    return ['screen' => 'APPOINTMENT', 'data' => $data + ($message ? ['error_message' => $message] : [])];
}

function details(array $values, array $errors): array {
    return ['screen' => 'DETAILS', 'data' => ['init_values' => (object) $values, 'error_messages' => (object) $errors]];
}

function answer(array $asked, array &$state): array {
    ['action' => $action, 'screen' => $screen, 'data' => $data, 'flow_token' => $token] = $asked;
    $state['sessions'][$token] ??= ['choice' => [], 'contact' => []];
    $session = &$state['sessions'][$token];
    ['choice' => $choice, 'contact' => $contact] = $session;
    $bookings = &$state['bookings'];
    if ($action === 'INIT') return appointment([], $bookings);
    if ($action === 'BACK') return match ($screen) {
        'TERMS' => details($contact, []), 'SUMMARY' => ['screen' => 'TERMS'], default => appointment($choice, $bookings) };
    if ($screen === 'APPOINTMENT') {
        $chosen = array_diff_key($data, ['trigger' => 0]);
        if (($data['trigger'] ?? '') !== 'continue') return appointment($chosen, $bookings);
        if (isset($bookings[slotOf($chosen)])) return appointment($chosen, $bookings, GONE);
        $session['choice'] = $chosen;
        return details($contact, []);
    }
    if ($screen === 'DETAILS') {
        $session['contact'] = $data;
        return trim($data['name'] ?? '') ? ['screen' => 'TERMS'] : details($data, ['name' => 'Please tell us your name.']);
    }
    $text = (DEPARTMENTS[$choice['department'] ?? ''] ?? '') . ', ' . (LOCATIONS[$choice['location'] ?? ''] ?? '')
        . "\n" . ($choice['date'] ?? '') . ', ' . ($choice['time'] ?? '');
    if ($screen === 'TERMS') return ($data['agree'] ?? false) ? ['screen' => 'SUMMARY', 'data' => ['appointment' => $text,
        'details' => $contact['name'] ?? '', 'slot' => slotOf($choice), 'file_errors' => (object) []]] : ['stay' => 'Please agree to the terms.'];
    $slot = $data['slot'] ?? '';
    if ($slot !== slotOf($choice) || ($bookings[$slot] ??= $token) !== $token) return appointment($choice, $bookings, GONE);
    $session['booking'] ??= 'A-' . strtoupper(bin2hex(random_bytes(4))); // a second tap finds the booking of the first
    return ['complete' => ['booking_id' => $session['booking'], 'summary' => $text]];
}

$body = file_get_contents('php://input');
if (!isSigned($body)) exit(http_response_code(401));
$file = fopen(getenv('STATE_FILE') ?: sys_get_temp_dir() . '/appointments.json', 'c+'); // a real one has its database
flock($file, LOCK_EX);
$state = json_decode(stream_get_contents($file), true) ?: ['sessions' => [], 'bookings' => []];
$reply = answer(json_decode($body, true), $state);
rewind($file);
ftruncate($file, 0);
fwrite($file, json_encode($state));
header('content-type: application/json');
echo json_encode($reply);
