// The open Flow: its bar, the components of one screen, the footer, and what covers them while it waits or fails.
import { html, nothing } from "/vendor/lit-html/lit-html.js";
import { repeat } from "/vendor/lit-html/directives/repeat.js";
import { componentOf } from "/components/all.js";
import { icon } from "/icons.js";
import { ifDefined } from "/vendor/lit-html/directives/if-defined.js";

const CUT = "A text here is longer than documented, and was cut.";

export function flowScreen(view, phone, covered) {
  const { screen } = view;
  const title = screen?.title ?? "";
  return html`
    <div class="flow-shade"></div>
    <section class="flow" role="dialog" aria-label=${title || "Flow"} ?inert=${covered}>
      <header class="screen-bar">
        ${screen?.canGoBack
          ? html`<button type="button" class="bar-button" aria-label="Back" @click=${() => phone.send({ type: "back" })}>
              ${icon(phone.settingsNow.platform === "ios" ? "chevronLeft" : "back", "flips")}
            </button>`
          : html`<button type="button" class="bar-button" aria-label="Close" @click=${() => phone.send({ type: "close" })}>
              ${icon("close")}
            </button>`}
        <h2 class="screen-title" tabindex="-1">${title}</h2>
        <button
          type="button"
          class="bar-button"
          aria-label="Menu"
          aria-haspopup="dialog"
          @click=${() => phone.openSheet("menu", "")}
        >
          ${icon(phone.settingsNow.platform === "ios" ? "moreWide" : "more")}
        </button>
      </header>
      ${view.loading ? html`<div class="progress" role="progressbar" aria-label="Waiting for the endpoint"></div>` : nothing}
      ${screen && !view.failure?.wholeScreen ? body(screen, view, phone) : waiting(view, phone)}
    </section>
  `;
}

function body(screen, view, phone) {
  const still = Boolean(view.loading);
  return html`
    <div class="screen-body" tabindex="-1" ?inert=${still} aria-busy=${String(still)}>
      ${repeat(
        leveled(screen.components),
        (component) => `${screen.key}/${component.key}`,
        (component) => html`<div
          class="component component-${component.type} ${component.cut ? "cut" : ""}"
          data-key=${component.key}
          title=${ifDefined(component.cut ? CUT : undefined)}
        >
          ${componentOf(component, phone, view)}
        </div>`,
      )}
    </div>
    ${screen.footer ? footer(screen.footer, view, phone) : html`<div class="managed managed-alone">${managed(view, phone)}</div>`}
  `;
}

function footer(shown, view, phone) {
  const captions = shown.center
    ? html`<div class="captions captions-center"><span>${shown.center}</span></div>`
    : shown.left || shown.right
      ? html`<div class="captions"><span>${shown.left}</span><span>${shown.right}</span></div>`
      : nothing;
  const busy = view.loading?.key === shown.key;
  return html`<footer class="screen-foot ${shown.cut ? "cut" : ""}" title=${ifDefined(shown.cut ? CUT : undefined)}>
    ${captions}
    <button
      type="button"
      class="foot-button"
      ?disabled=${!shown.enabled || Boolean(view.loading)}
      aria-busy=${String(busy)}
      @click=${() => phone.send({ type: "tap", key: shown.key })}
    >
      ${busy ? html`<span class="spinner" aria-hidden="true"></span><span class="quiet">${shown.label}</span>` : shown.label}
    </button>
    <div class="managed">${managed(view, phone)}</div>
  </footer>`;
}

/** Headings in an order without gaps: the title of the screen is the second level, and none is more than one below another. */
function leveled(components) {
  let above = 2;
  const level = (wanted) => (above = Math.min(wanted, above + 1));
  for (const component of components) {
    if (component.title || component.type === "NavigationList") {
      level(3);
    }
    for (const block of component.blocks ?? []) {
      const wanted = { heading1: 3, heading2: 4 }[block.kind] ?? { TextHeading: 3, TextSubheading: 4 }[component.type];
      if (wanted && block.runs?.some((run) => run.text.trim())) {
        block.level = level(wanted);
      }
    }
  }
  return components;
}

function managed(view, phone) {
  return html`Managed by ${view.business.name}.
    <button type="button" class="managed-more" @click=${() => phone.openSheet("managed", "")}>Learn more</button>`;
}

function waiting(view, phone) {
  const { failure } = view;
  if (!failure) {
    return html`<div class="screen-wait"><span class="spinner spinner-large"></span><p class="quiet">Loading</p></div>`;
  }
  return html`<div class="screen-wait" role="alert">
    <span class="fail-sign">${icon("alert")}</span>
    <h3>${failure.title}</h3>
    <p>${failure.text}</p>
    ${failure.detail ? html`<p class="fail-detail"><strong>For developers:</strong> ${failure.detail}</p>` : nothing}
    ${failure.retry
      ? html`<button type="button" class="foot-button" @click=${() => phone.send({ type: "retry" })}>Try again</button>`
      : html`<button type="button" class="foot-button" @click=${() => phone.send({ type: "close" })}>Close</button>`}
  </div>`;
}
