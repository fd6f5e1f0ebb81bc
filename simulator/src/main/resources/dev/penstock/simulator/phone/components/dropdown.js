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
  return html`<div class="sheet-list" role="listbox" aria-label=${component.label}>
    ${component.options.map(
      (option, index) => html`<button
        type="button"
        role="option"
        class="choice"
        aria-selected=${String(option.selected)}
        ?disabled=${!option.enabled}
        ?data-first=${option.selected || (index === 0 && !component.options.some((each) => each.selected))}
        @keydown=${moveWithArrows}
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

function moveWithArrows(event) {
  const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (next) {
    event.preventDefault();
    event.currentTarget[next]?.focus();
  }
}
