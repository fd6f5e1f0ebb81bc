// Text entry: one line and several, with floating label, helper text, counter and error.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { live } from "/vendor/lit-html/directives/live.js";
import { icon } from "/icons.js";
import { labelled } from "/components/text.js";

const KEYBOARD = {
  text: ["text", "text"],
  email: ["email", "email"],
  number: ["text", "decimal"],
  phone: ["tel", "tel"],
  password: ["password", "text"],
  passcode: ["password", "numeric"],
};

export function textInput(component, phone) {
  const [type, inputMode] = KEYBOARD[component.inputType] ?? KEYBOARD.text;
  const secret = type === "password";
  const shown = secret && phone.isRevealed(component.key);
  const control = html`<input
    id=${idOf(component)}
    type=${shown ? "text" : type}
    inputmode=${inputMode}
    autocomplete="off"
    placeholder=" "
    ?disabled=${component.enabled === false}
    aria-required=${String(component.required)}
    aria-invalid=${String(Boolean(component.error))}
    aria-describedby=${`${idOf(component)}-hint`}
    .value=${live(phone.textOf(component))}
    @input=${(event) => phone.change(component.key, event.target.value)}
    @blur=${() => phone.send({ type: "leave", key: component.key })}
  >`;
  const reveal = secret
    ? html`<button
        type="button"
        class="field-sign"
        aria-pressed=${String(shown)}
        aria-label=${`Show ${component.label}`}
        @click=${() => phone.toggleReveal(component.key)}
      >
        ${icon(shown ? "eye" : "eyeOff")}
      </button>`
    : nothing;
  return field(component, control, reveal);
}

export function textArea(component, phone) {
  const control = html`<textarea
    id=${idOf(component)}
    rows="4"
    placeholder=" "
    ?disabled=${component.enabled === false}
    aria-required=${String(component.required)}
    aria-invalid=${String(Boolean(component.error))}
    aria-describedby=${`${idOf(component)}-hint`}
    .value=${live(phone.textOf(component))}
    @input=${(event) => phone.change(component.key, event.target.value)}
    @blur=${() => phone.send({ type: "leave", key: component.key })}
  ></textarea>`;
  return field(component, control, nothing);
}

function field(component, control, sign) {
  const large = component.large;
  const label = html`<label for=${idOf(component)}>${labelled(component.label, component.required)}</label>`;
  return html`
    ${large ? html`<div class="label-large">${label}</div>` : nothing}
    <div class="field ${large ? "field-large" : ""} ${component.error ? "field-wrong" : ""}">
      ${control}${large ? nothing : label}${sign}
      ${component.error ? html`<span class="field-sign field-alert">${icon("alert")}</span>` : nothing}
    </div>
    ${hint(component)}
  `;
}

/** The line below a field: its error if it has one, else its helper text; and how much of the room is used. */
export function hint(component) {
  const length = [...(component.value ?? "")].length;
  const counter = component.counter && length > 0 ? html`<span class="counter">${length}/${component.counter}</span>` : nothing;
  return html`<div class="hint" id=${`${idOf(component)}-hint`}>
    ${component.error
      ? html`<span class="error" role="alert">${component.error}</span>`
      : html`<span>${component.helper ?? ""}</span>`}
    ${counter}
  </div>`;
}

export function idOf(component) {
  return `c-${component.key.replaceAll(/[^a-zA-Z0-9]/g, "-")}`;
}
