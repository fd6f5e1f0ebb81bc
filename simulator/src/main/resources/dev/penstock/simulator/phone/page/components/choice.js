// Choices shown in full: check boxes, radio buttons, chips, and the opt-in.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { live } from "/vendor/lit-html/directives/live.js";
import { labelled } from "/components/text.js";
import { idOf } from "/components/entry.js";
import { icon } from "/icons.js";

export function choiceGroup(component, phone) {
  const many = component.type === "CheckboxGroup";
  const id = idOf(component);
  return html`<fieldset
    class="choices ${component.error ? "choices-wrong" : ""} media-${component.mediaSize ?? "regular"}"
    role=${many ? "group" : "radiogroup"}
    aria-describedby=${`${id}-about`}
    ?disabled=${component.enabled === false}
  >
    ${legend(component)}
    ${component.options.map((option) => row(option, component, many, id, phone))}
    ${wrong(component)}
  </fieldset>`;
}

function row(option, component, many, id, phone) {
  return html`<label class="choice ${option.enabled ? "" : "choice-off"} ${component.full && !option.selected ? "choice-full" : ""}">
    ${picture(option)}
    <span class="choice-words">
      <span class="choice-title">${option.title}</span>
      ${option.description ? html`<span class="choice-about">${option.description}</span>` : nothing}
      ${option.metadata ? html`<span class="choice-meta">${option.metadata}</span>` : nothing}
    </span>
    <input
      type=${many ? "checkbox" : "radio"}
      name=${id}
      value=${option.id}
      ?disabled=${!option.enabled || component.enabled === false}
      .checked=${live(option.selected)}
      @change=${(event) => phone.send({ type: "select", key: component.key, option: option.id, on: event.target.checked })}
    >
    <span class="mark ${many ? "mark-box" : "mark-dot"}" aria-hidden="true"></span>
  </label>`;
}

export function picture(option) {
  if (option.image) {
    return html`<img class="choice-image" src=${option.image} alt=${option.alt ?? ""}>`;
  }
  if (option.imageProblem) {
    return html`<span class="choice-image no-image" role="img" aria-label=${option.imageProblem} title=${option.imageProblem}>
      ${icon("photo")}
    </span>`;
  }
  // A colour comes from the Flow JSON, checked by the engine; an SVG attribute takes it without an inline style.
  return option.color
    ? html`<svg class="choice-image choice-color" viewBox="0 0 1 1" role="img" aria-label=${option.alt || option.color}>
        <rect width="1" height="1" fill=${option.color} />
      </svg>`
    : nothing;
}

function legend(component) {
  return html`
    ${component.label
      ? html`<legend class="choices-label">${labelled(component.label, component.required)}</legend>`
      : html`<legend class="quiet">${component.name}</legend>`}
    <div id=${`${idOf(component)}-about`} class="choices-about">${component.description ?? ""}</div>
  `;
}

function wrong(component) {
  return component.error ? html`<div class="hint"><span class="error" role="alert">${component.error}</span></div>` : nothing;
}

export function chips(component, phone) {
  return html`<fieldset
    class="chips"
    aria-describedby=${`${idOf(component)}-about`}
    ?disabled=${component.enabled === false}
  >
    ${legend(component)}
    <div class="chip-row">
      ${component.options.map(
        (option) => html`<label class="chip ${option.selected ? "chip-on" : ""} ${option.enabled ? "" : "chip-off"} ${component.full && !option.selected ? "chip-full" : ""}">
          <input
            type="checkbox"
            value=${option.id}
            ?disabled=${!option.enabled || component.enabled === false}
            .checked=${live(option.selected)}
            @change=${(event) =>
              phone.send({ type: "select", key: component.key, option: option.id, on: event.target.checked })}
          >
          <span>${option.title}</span>
        </label>`,
      )}
    </div>
    ${wrong(component)}
  </fieldset>`;
}

export function optIn(component, phone) {
  return html`<div class="opt-in">
    <label class="opt-in-label">
      <input
        type="checkbox"
        aria-required=${String(component.required)}
        aria-invalid=${String(Boolean(component.error))}
        .checked=${live(component.checked)}
        @change=${(event) => phone.send({ type: "select", key: component.key, option: "", on: event.target.checked })}
      >
      <span class="mark mark-box" aria-hidden="true"></span>
      <span class="opt-in-words">${component.label}</span>
    </label>
    ${component.readMore
      ? html`<button
          type="button"
          class="link-button"
          aria-label=${`Read more: ${component.label}`}
          @click=${() => phone.send({ type: "tap", key: component.key })}
        >
          Read more
        </button>`
      : nothing}
    ${wrong(component)}
  </div>`;
}
