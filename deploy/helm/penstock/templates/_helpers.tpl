{{- define "penstock.name" -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "penstock.selector" -}}
app.kubernetes.io/name: penstock
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "penstock.labels" -}}
{{ include "penstock.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "penstock.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "penstock.secret" -}}
{{ .Values.secret.name | default (include "penstock.name" .) }}
{{- end -}}

{{/* The seconds of a time such as 500ms, 8s or 5m, rounded up. */}}
{{- define "penstock.seconds" -}}
{{- $time := toString . -}}
{{- if hasSuffix "ms" $time -}}
{{ divf (trimSuffix "ms" $time | float64) 1000.0 | ceil | int }}
{{- else if hasSuffix "m" $time -}}
{{ mul 60 (trimSuffix "m" $time | int) }}
{{- else -}}
{{ trimSuffix "s" $time | int }}
{{- end -}}
{{- end -}}

{{/* How long a pod may take to stop, checked against what it has been told to do then. */}}
{{- define "penstock.grace" -}}
{{- $shutdown := dig "server" "shutdown" dict .Values.config -}}
{{- $drain := include "penstock.seconds" (dig "drain" "5s" $shutdown) | int -}}
{{- $timeout := include "penstock.seconds" (dig "timeout" "10s" $shutdown) | int -}}
{{- $needed := add .Values.preStopSeconds $drain $timeout 5 | int -}}
{{- if lt (int .Values.terminationGracePeriodSeconds) $needed -}}
{{- fail (printf "terminationGracePeriodSeconds is %d, but stopping in order takes up to %d seconds: preStopSeconds, config.server.shutdown.drain and timeout, and 5 for the rest." (int .Values.terminationGracePeriodSeconds) $needed) -}}
{{- end -}}
{{ .Values.terminationGracePeriodSeconds }}
{{- end -}}
