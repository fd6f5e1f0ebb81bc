// How the phone looks: kind, colours, direction. Kept in the browser, since the engine does not care.
import { html } from "/vendor/lit-html/lit-html.js";

const KEY = "penstock-settings";
const CHOICES = {
  platform: { label: "Phone", values: { android: "Android", ios: "iPhone" } },
  theme: { label: "Colours", values: { light: "Light", dark: "Dark" } },
  dir: { label: "Direction", values: { ltr: "Left to right", rtl: "Right to left" } },
};

export function readSettings() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const settings = { platform: "android", theme: dark ? "dark" : "light", dir: "ltr" };
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    // Unreadable settings are not worth more than the defaults.
  }
  const asked = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  for (const [name, { values }] of Object.entries(CHOICES)) {
    const wanted = asked[name] ?? kept[name];
    if (wanted in values) {
      settings[name] = wanted;
    }
  }
  return settings;
}

export function settingsBar(settings, change) {
  const choose = (name) => (event) => {
    const changed = { ...settings, [name]: event.target.value };
    localStorage.setItem(KEY, JSON.stringify(changed));
    change(changed);
  };
  return html`<div class="settings">
    ${Object.entries(CHOICES).map(
      ([name, { label, values }]) => html`<select aria-label=${label} @change=${choose(name)}>
        ${Object.entries(values).map(
          ([value, words]) => html`<option value=${value} ?selected=${settings[name] === value}>${words}</option>`,
        )}
      </select>`,
    )}
  </div>`;
}
