// A dropdown: a field that opens a list over the screen.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { icon } from "/icons.js";
import { picture } from "/components/choice.js";
import { hint, idOf } from "/components/entry.js";
import { labelled } from "/components/text.js";

export function dropdown(component, phone) {
  const chosen = component.options.find((option) => option.selected);
  const id = idOf(component);
  return html`
    <button
      type="button"
      id=${id}
      class="field field-button ${chosen ? "field-filled" : ""} ${component.error ? "field-wrong" : ""}"
      aria-haspopup="dialog"
      aria-describedby=${`${id}-hint`}
      ?disabled=${component.enabled === false}
      @click=${() => phone.openSheet("list", component.key)}
    >
      <span class="field-label">${labelled(component.label, component.required)}</span>
      <span class="field-value">${chosen?.title ?? ""}</span>
      <span class="field-sign">${icon("chevronDown")}</span>
    </button>
    ${hint({ ...component, value: null })}
  `;
}

/** The list itself, as the content of a sheet. */
export function dropdownList(component, phone) {
  const choose = (option) => {
    phone.send({ type: "select", key: component.key, option: option.id, on: !option.selected || component.required });
    phone.closeSheet();
  };
  const at = component.options.findIndex((option) => option.selected && option.enabled);
  const stop = at < 0 ? component.options.findIndex((option) => option.enabled) : at;
  return html`<div class="option-list" role="listbox" aria-label=${component.label} @keydown=${move}>
    ${component.options.map(
      (option, index) => html`<button
        type="button"
        role="option"
        class="choice"
        aria-selected=${String(option.selected)}
        ?disabled=${!option.enabled}
        ?data-first=${index === stop}
        tabindex=${index === stop ? 0 : -1}
        @click=${() => choose(option)}
      >
        ${picture(option)}
        <span class="choice-words">
          <span class="choice-title">${option.title}</span>
          ${option.description ? html`<span class="choice-about">${option.description}</span>` : nothing}
          ${option.metadata ? html`<span class="choice-meta">${option.metadata}</span>` : nothing}
        </span>
        <span class="mark mark-dot ${option.selected ? "mark-on" : ""}" aria-hidden="true"></span>
      </button>`,
    )}
  </div>`;
}

const FORGOTTEN_AFTER_MS = 800;
let typed = { text: "", at: 0 };

/** Arrows, Home and End go through what can be chosen; letters go to the title that begins with them. */
function move(event) {
  const options = [...event.currentTarget.querySelectorAll("[role=option]:not(:disabled)")];
  const from = options.indexOf(event.target);
  const to = {
    ArrowDown: () => options[from + 1],
    ArrowUp: () => options[Math.max(0, from - 1)],
    Home: () => options[0],
    End: () => options.at(-1),
  }[event.key];
  const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (to) {
    event.preventDefault();
    to()?.focus();
  } else if (isLetter && (event.key !== " " || isTyping(event))) {
    event.preventDefault();
    typed = { text: (isTyping(event) ? typed.text : "") + event.key.toLowerCase(), at: event.timeStamp };
    named(options, from)?.focus();
  }
}

const isTyping = (event) => typed.text && event.timeStamp - typed.at < FORGOTTEN_AFTER_MS;

/** The next option that begins with what was typed; one letter alone goes on to the next, as often as it is pressed. */
function named(options, from) {
  const oneLetter = [...typed.text].every((letter) => letter === typed.text[0]);
  const wanted = oneLetter ? typed.text[0] : typed.text;
  const start = oneLetter ? from + 1 : from;
  const turned = [...options.slice(start), ...options.slice(0, start)];
  return turned.find((each) => each.querySelector(".choice-title").textContent.trim().toLowerCase().startsWith(wanted));
}
