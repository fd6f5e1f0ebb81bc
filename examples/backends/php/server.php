<?php
// The backend of the appointment Flow in PHP: SIGNING_SECRET=whsec_... php -S 127.0.0.1:3000 server.php

const DEPARTMENTS = ['general' => 'General practice', 'dental' => 'Dentist'];
const LOCATIONS = ['harbour' => 'Harbour', 'hill' => 'Hill Street'];
const TIMES = ['09:00', '10:20', '14:00'];
const NOTHING = ['department' => '', 'location' => '', 'date' => '', 'time' => ''];
const GONE = ['error_message' => 'That time has just gone. Please pick another.'];

function options(array $titles): array {
    return array_map(fn ($id, $title) => ['id' => (string) $id, 'title' => $title], array_keys($titles), $titles);
}

function slotOf(array $chosen): string {
    return vsprintf('%s|%s|%sT%s', array_values(array_replace(NOTHING, $chosen)));
}

function appointment(array $chosen, array $bookings, array $message = []): array {
    $days = array_map(fn ($n) => date('Y-m-d', strtotime("+$n day")), [1, 2, 3]);
    $free = array_filter(TIMES, fn ($time) => !isset($bookings[slotOf(['time' => $time] + $chosen)]));
    return ['screen' => 'APPOINTMENT', 'data' => $message + [
        'departments' => options(DEPARTMENTS), 'locations' => options(LOCATIONS),
        'dates' => options(array_combine($days, $days)), 'times' => options(array_combine($free, $free)),
        'is_location_enabled' => isset($chosen['department']), 'is_date_enabled' => isset($chosen['location']),
        'is_time_enabled' => isset($chosen['date']), 'init_values' => (object) $chosen, 'error_messages' => (object) []]];
}

function answer(string $action, string $screen, array $data, string $token, array &$state): array {
    $trigger = $data['trigger'] ?? '';
    unset($data['trigger']);
    if ($action === 'data_exchange') $state['forms'][$token][$screen] = $data;
    [$chosen, $contact] = [$state['forms'][$token]['APPOINTMENT'] ?? [], $state['forms'][$token]['DETAILS'] ?? []];
    [$bookings, $slot, $c] = [$state['bookings'], slotOf($chosen), array_replace(NOTHING, $chosen)];
    $isTaken = ($bookings[$slot] ?? $token) !== $token;
    $summary = (DEPARTMENTS[$c['department']] ?? '') . ', ' . (LOCATIONS[$c['location']] ?? '') . "\n$c[date], $c[time]";
    $details = fn ($errors) => ['screen' => 'DETAILS', 'data' => ['init_values' => (object) $contact, 'error_messages' => (object) $errors]];
    if ($action === 'INIT') return appointment([], $bookings);
    if ($action === 'BACK') return ['SUMMARY' => ['screen' => 'TERMS'], 'TERMS' => $details([])][$screen] ?? appointment($chosen, $bookings);
    if ($screen === 'APPOINTMENT' && $trigger !== 'continue') return appointment($chosen, $bookings);
    if ($screen === 'APPOINTMENT') return $isTaken ? appointment($chosen, $bookings, GONE) : $details([]);
    if ($screen === 'DETAILS') return trim($data['name'] ?? '') ? ['screen' => 'TERMS'] : $details(['name' => 'Please tell us your name.']);
    if ($screen === 'TERMS' && empty($data['agree'])) return ['stay' => 'Please agree to the terms.'];
    if ($screen === 'TERMS') return ['screen' => 'SUMMARY', 'data' => ['appointment' => $summary,
        'details' => $contact['name'] ?? '', 'slot' => $slot, 'file_errors' => (object) []]];
    if ($isTaken || ($data['slot'] ?? '') !== $slot) return appointment($chosen, $bookings, GONE);
    $state['bookings'][$slot] = $token; // a second tap finds the booking of the first, under the same id
    return ['complete' => ['booking_id' => 'A-' . substr(hash('sha256', $token), 0, 8), 'summary' => $summary]];
}

function isSigned(string $body): bool {
    $secret = base64_decode(str_replace('whsec_', '', getenv('SIGNING_SECRET') ?: ''));
    [$id, $sent, $given] = array_map(fn ($name) => $_SERVER["HTTP_WEBHOOK_$name"] ?? '', ['ID', 'TIMESTAMP', 'SIGNATURE']);
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$sent.$body", $secret, true));
    return $secret && abs(time() - (int) $sent) < 300 && array_filter(explode(' ', $given), fn ($one) => hash_equals($expected, $one));
}

$body = file_get_contents('php://input');
if (!isSigned($body)) exit(http_response_code(401));
$file = fopen(getenv('STATE_FILE') ?: sys_get_temp_dir() . '/appointments.json', 'c+'); // a real one has its database
flock($file, LOCK_EX);
$state = json_decode(stream_get_contents($file), true) ?: ['forms' => [], 'bookings' => []];
['action' => $action, 'screen' => $screen, 'data' => $data, 'flow_token' => $token] = json_decode($body, true);
header('content-type: application/json');
echo json_encode(answer($action, $screen, $data, $token, $state));
ftruncate($file, 0);
rewind($file);
fwrite($file, json_encode($state));
