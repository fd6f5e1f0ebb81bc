// Dates: a field (two for a range) that opens a calendar over the screen. Days are ISO texts; no time zone is involved.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { icon } from "/icons.js";
import { hint, idOf } from "/components/entry.js";
import { labelled } from "/components/text.js";

export function datePicker(component, phone, view) {
  return field(component, component.label, component.value, "", phone, view);
}

export function calendarPicker(component, phone, view) {
  if (component.mode !== "range") {
    return field(component, component.label, component.value, "", phone, view);
  }
  const part = (name) => ({
    ...component,
    key: component.key,
    required: component.required[name],
    helper: component.helper?.[name],
    error: component.errors?.[name],
  });
  return html`<div class="range" role="group" aria-label=${component.title || component.label.start}>
    ${component.title ? html`<h3 class="nav-label">${component.title}</h3>` : nothing}
    ${component.description ? html`<p class="choices-about">${component.description}</p>` : nothing}
    ${field(part("start"), component.label.start, component.value?.start, "-start", phone, view)}
    ${field(part("end"), component.label.end, component.value?.end, "-end", phone, view)}
  </div>`;
}

function field(component, label, value, suffix, phone, view) {
  const id = idOf(component) + suffix;
  const open = () =>
    phone.openSheet("calendar", component.key, {
      month: (value || component.opensOn || view.today).slice(0, 7),
      draft: component.value,
    });
  return html`
    <button
      type="button"
      id=${id}
      class="field field-button ${value ? "field-filled" : ""} ${component.error ? "field-wrong" : ""}"
      aria-haspopup="dialog"
      aria-describedby=${`${idOf(component)}${suffix}-hint`}
      ?disabled=${component.enabled === false}
      @click=${open}
    >
      <span class="field-label">${labelled(label, component.required)}</span>
      <span class="field-value">${value ? longDay(value) : ""}</span>
      <span class="field-sign">${icon("calendar")}</span>
    </button>
    ${hint({ ...component, key: component.key + suffix, value: null })}
  `;
}

/** The calendar, as the content of a sheet. `open` is the sheet's state: the month shown and the days chosen so far. */
export function calendar(component, open, phone, view) {
  const range = component.mode === "range";
  const [year, month] = open.month.split("-").map(Number);
  const chosen = range ? (open.draft ?? {}) : { start: open.draft, end: open.draft };
  const both = chosen.start && chosen.end;
  const complete = range
    ? chosen.start && (both ? allows(component, chosen) : !component.required.end)
    : Boolean(open.draft);
  const pick = (day) => phone.updateSheet({ draft: range ? extend(chosen, day) : day, at: day });
  const done = () => {
    phone.change(component.key, open.draft);
    phone.closeSheet();
  };
  const turn = (step) => phone.updateSheet({ month: monthAfter(year, month, step), at: null });
  const days = daysOf(year, month);
  const at = [open.at, chosen.start, view.today].find((day) => days.includes(day) && isOpen(component, day))
    ?? days.find((day) => isOpen(component, day));
  return html`<div class="calendar">
    <div class="calendar-head">
      <span class="calendar-chosen">${range ? rangeWords(chosen) : open.draft ? longDay(open.draft) : "Select date"}</span>
    </div>
    <div class="calendar-turn">
      <strong aria-live="polite">${monthName(year, month)}</strong>
      <button type="button" class="bar-button" aria-label="Previous month" ?disabled=${!has(component.min, monthAfter(year, month, -1), -1)} @click=${() => turn(-1)}>
        ${icon("chevronLeft", "flips")}
      </button>
      <button type="button" class="bar-button" aria-label="Next month" ?disabled=${!has(component.max, monthAfter(year, month, 1), 1)} @click=${() => turn(1)}>
        ${icon("chevronRight", "flips")}
      </button>
    </div>
    <div class="calendar-grid" role="group" aria-label=${monthName(year, month)} @keydown=${(event) => move(event, component, phone)}>
      ${WEEK.map((day) => html`<span class="calendar-weekday" aria-hidden="true">${day}</span>`)}
      ${blanks(year, month).map(() => html`<span></span>`)}
      ${days.map((day) => dayButton(day, component, chosen, view, pick, day === at))}
    </div>
    ${range && both && !allows(component, chosen)
      ? html`<p class="error calendar-error" role="alert">${lengthRule(component)}</p>`
      : nothing}
    <div class="calendar-foot">
      <button type="button" class="text-button" @click=${() => phone.closeSheet()}>Cancel</button>
      <button type="button" class="text-button" ?disabled=${!complete} @click=${done}>${range ? "Save" : "OK"}</button>
    </div>
  </div>`;
}

function dayButton(day, component, chosen, view, pick, isStop) {
  const off = !isOpen(component, day);
  const edge = day === chosen.start || day === chosen.end;
  const inside = chosen.start && chosen.end && day > chosen.start && day < chosen.end;
  const names = ["day", edge ? "day-chosen" : "", inside ? "day-inside" : "", day === view.today ? "day-today" : ""];
  return html`<button
    type="button"
    class=${names.filter(Boolean).join(" ")}
    data-day=${day}
    aria-label=${longDay(day)}
    aria-pressed=${String(edge)}
    aria-current=${day === view.today ? "date" : "false"}
    ?disabled=${off}
    ?data-first=${isStop}
    tabindex=${isStop ? 0 : -1}
    @click=${() => pick(day)}
  >
    ${Number(day.slice(8))}
  </button>`;
}

const WEEK = ["S", "M", "T", "W", "T", "F", "S"];
const NAMES = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function isOpen(component, day) {
  return (
    (!component.min || day >= component.min) &&
    (!component.max || day <= component.max) &&
    !component.unavailable.includes(day) &&
    (!component.includeDays?.length || component.includeDays.includes(NAMES[utc(day).getUTCDay()]))
  );
}

function extend({ start, end }, day) {
  return !start || end || day < start ? { start: day } : { start, end: day };
}

function allows(component, { start, end }) {
  const days = (utc(end) - utc(start)) / 86_400_000;
  return days >= (component.minDays ?? 0) && days <= (component.maxDays ?? Infinity);
}

function lengthRule({ minDays, maxDays }) {
  return minDays && maxDays
    ? `Choose a range of ${minDays} to ${maxDays} days.`
    : minDays
      ? `Choose a range of at least ${minDays} days.`
      : `Choose a range of at most ${maxDays} days.`;
}

const FAR = 750;

/** Arrows go by day and week, Home and End to the ends of the week, PageUp and PageDown by month; all past days that are off. */
function move(event, component, phone) {
  const from = event.target.dataset.day;
  if (!from) {
    return;
  }
  const rtl = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
  const weekday = utc(from).getUTCDay();
  const wanted = {
    ArrowLeft: () => nextOpen(component, from, -rtl, -rtl),
    ArrowRight: () => nextOpen(component, from, rtl, rtl),
    ArrowUp: () => nextOpen(component, from, -7, -7) ?? nextOpen(component, from, -1, -1),
    ArrowDown: () => nextOpen(component, from, 7, 7) ?? nextOpen(component, from, 1, 1),
    Home: () => nextOpen(component, from, -weekday, 1),
    End: () => nextOpen(component, from, 6 - weekday, -1),
    PageUp: () => inMonth(component, from, -1),
    PageDown: () => inMonth(component, from, 1),
  }[event.key];
  if (!wanted) {
    return;
  }
  event.preventDefault();
  const day = wanted();
  if (day) {
    event.currentTarget.querySelector(`[data-day="${day}"]`)?.focus();
    phone.updateSheet({ month: day.slice(0, 7), at: day }, `[data-day="${day}"]`);
  }
}

/** The first open day at `first` days from a day, or at a multiple of `step` days further on. */
function nextOpen(component, day, first, step) {
  for (let days = first; Math.abs(days) <= FAR; days += step) {
    const there = daysAfter(day, days);
    if (isOpen(component, there)) {
      return there;
    }
  }
  return null;
}

/** The same day of another month, or the nearest open one after it, or before it, in that month. */
function inMonth(component, day, step) {
  const [year, month, number] = day.split("-").map(Number);
  const [thatYear, thatMonth] = monthAfter(year, month, step).split("-").map(Number);
  const days = daysOf(thatYear, thatMonth);
  const open = days.filter((each) => isOpen(component, each));
  const same = days[Math.min(number, days.length) - 1];
  return open.find((each) => each >= same) ?? open.at(-1) ?? nextOpen(component, same, step, step);
}

const utc = (day) => new Date(`${day}T00:00:00Z`);
const iso = (date) => date.toISOString().slice(0, 10);
const daysAfter = (day, days) => iso(new Date(utc(day).getTime() + days * 86_400_000));
const words = (date, options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(date);
const longDay = (day) => words(utc(day), { weekday: "short", day: "numeric", month: "short", year: "numeric" });
const monthName = (year, month) => words(new Date(Date.UTC(year, month - 1, 1)), { month: "long", year: "numeric" });
const monthAfter = (year, month, step) => iso(new Date(Date.UTC(year, month - 1 + step, 1))).slice(0, 7);
const blanks = (year, month) => Array(new Date(Date.UTC(year, month - 1, 1)).getUTCDay()).fill(0);

function daysOf(year, month) {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Array.from({ length: last }, (_, index) => iso(new Date(Date.UTC(year, month - 1, index + 1))));
}

function has(limit, month, direction) {
  return !limit || (direction < 0 ? month >= limit.slice(0, 7) : month <= limit.slice(0, 7));
}

function rangeWords({ start, end }) {
  return start ? `${longDay(start)} – ${end ? longDay(end) : "…"}` : "Select dates";
}
