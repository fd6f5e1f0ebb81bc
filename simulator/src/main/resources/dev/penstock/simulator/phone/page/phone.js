// The phone: a frame with the chat and, over it, the open Flow. It draws what the engine says and reports what is done.
import { html, render, nothing } from "/vendor/lit-html/lit-html.js";
import { chat } from "/chat.js";
import { icon } from "/icons.js";
import { flowScreen } from "/screen.js";
import { sheet } from "/sheet.js";

const SNACKBAR_MS = 6_000;
const TAKES_FOCUS = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";

class PenstockPhone extends HTMLElement {
  #view = null;
  #settings = {};
  #sheet = null;
  #revealed = new Set();
  #dismissed = null;
  #screenKey = null;
  #returnTo = null;
  #queued = false;
  #attended = null;
  #messages = 0;
  #leaving = false;
  #typed = new Map();

  set view(view) {
    if (!this.page?.isBusy) {
      this.#typed.clear(); // the engine has it all
    }
    this.#view = view;
    this.#follow(view);
    this.#draw();
  }

  set settings(settings) {
    this.#settings = settings;
    this.#draw();
  }

  connectedCallback() {
    document.addEventListener("keydown", (event) => this.#key(event), true);
    window.addEventListener("popstate", () => this.#wentBack());
  }

  /** An open sheet is all there is: Escape closes it wherever the focus is, and Tab goes round in it. */
  #key(event) {
    const open = this.querySelector(".sheet");
    if (!open) {
      return;
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      this.closeSheet();
    } else if (event.key === "Tab") {
      const stops = [...open.querySelectorAll(TAKES_FOCUS)].filter((each) => each.tabIndex >= 0 && each.offsetParent);
      const edge = event.shiftKey ? stops.at(0) : stops.at(-1);
      if (!open.contains(document.activeElement) || document.activeElement === edge) {
        event.preventDefault();
        (event.shiftKey ? stops.at(-1) : stops.at(0))?.focus();
      }
    }
  }

  /** What a thumb does first: the browser's back closes a sheet, goes back in the Flow, and leaves only the bare chat. */
  #wentBack() {
    if (this.#leaving) {
      this.#leaving = false;
    } else if (this.#sheetNow()) {
      this.closeSheet();
    } else if (this.#view?.open) {
      this.send({ type: "back" });
    }
  }

  /** One entry of the history stands for all that lies over the chat. */
  #followHistory() {
    const covered = Boolean(this.#view?.open || this.#sheetNow());
    if (covered && !history.state?.penstock) {
      history.pushState({ penstock: true }, "");
    } else if (!covered && history.state?.penstock && !this.#leaving && this.#view) {
      this.#leaving = true;
      history.back();
    }
  }

  // What the drawing functions may ask for.

  get settingsNow() {
    return this.#settings;
  }

  send(event) {
    return this.page.send(event);
  }

  change(key, value) {
    this.#typed.set(key, value);
    return this.send({ type: "change", key, value });
  }

  upload(key, file) {
    return this.page.upload(key, file);
  }

  /** What stands in a text field: what was typed last, which the engine may not have yet. */
  textOf(component) {
    return this.#typed.get(component.key) ?? component.value ?? "";
  }

  isRevealed(key) {
    return this.#revealed.has(key);
  }

  toggleReveal(key) {
    this.#revealed.has(key) ? this.#revealed.delete(key) : this.#revealed.add(key);
    this.#draw();
  }

  /** Opens something over the screen: a list, a calendar, a menu. `state` is the sheet's own. */
  openSheet(kind, key, state = {}) {
    this.#returnTo = document.activeElement;
    this.#sheet = { kind, key, ...state };
    this.#draw();
    requestAnimationFrame(() => {
      const first = [".sheet [data-first]", ".sheet .day:not([disabled])", ".sheet button"];
      first.map((each) => this.querySelector(each)).find(Boolean)?.focus();
    });
  }

  /** Changes the sheet's own state; `focus` says what takes the focus once that is drawn. */
  updateSheet(change, focus) {
    this.#sheet = { ...this.#sheet, ...change };
    this.#draw();
    if (focus) {
      requestAnimationFrame(() => this.querySelector(focus)?.focus());
    }
  }

  closeSheet() {
    this.#sheet = null;
    this.#draw();
    const back = this.#returnTo;
    this.#returnTo = null;
    // Only once it is drawn: what lies under the sheet takes no focus before.
    requestAnimationFrame(() => back?.focus?.());
  }

  dismissSnackbar(id) {
    this.#dismissed = id;
    this.#draw();
  }

  /** A new screen starts at its top, with the reader's attention on its title; an open sheet never outlives its screen. */
  #follow(view) {
    const key = view?.open && view.screen ? view.screen.key : null;
    if (key !== this.#screenKey) {
      this.#screenKey = key;
      this.#sheet = null;
      this.#revealed.clear();
      requestAnimationFrame(() => {
        const body = this.querySelector(".screen-body");
        if (body) {
          body.scrollTop = 0;
        }
        this.querySelector(key ? ".screen-title" : ".chat-cta")?.focus({ preventScroll: true });
      });
    }
    this.#followChat(view);
    this.#attend(view?.attention);
    const id = view?.snackbar?.id;
    if (id && this.#dismissed !== id) {
      setTimeout(() => this.dismissSnackbar(id), SNACKBAR_MS);
    }
  }

  #followChat(view) {
    const messages = view?.chat.length ?? 0;
    if (messages !== this.#messages) {
      this.#messages = messages;
      requestAnimationFrame(() => {
        const log = this.querySelector(".chat-log");
        if (log) {
          log.scrollTop = log.scrollHeight;
        }
      });
    }
  }

  /** Brings the field that is wrong into sight, ready to be corrected. */
  #attend(attention) {
    if (!attention || attention.id === this.#attended) {
      return;
    }
    this.#attended = attention.id;
    requestAnimationFrame(() => {
      const component = [...this.querySelectorAll(".component")].find((each) => each.dataset.key === attention.key);
      component?.scrollIntoView({ block: "center" });
      const wrong = component?.querySelector(".field-wrong");
      const entry = wrong?.matches("button") ? wrong : (wrong ?? component)?.querySelector(TAKES_FOCUS);
      entry?.focus({ preventScroll: true });
    });
  }

  #draw() {
    if (this.#queued) {
      return;
    }
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      render(this.#template(), this);
      this.page.cover(Boolean(this.#sheetNow()));
      this.#followHistory();
      this.#letKeysScroll();
    });
  }

  /** A screen of nothing but text takes the focus itself, so that keys can scroll it. */
  #letKeysScroll() {
    const body = this.querySelector(".screen-body");
    if (body) {
      body.tabIndex = body.querySelector(TAKES_FOCUS) ? -1 : 0;
    }
  }

  /** The sheet that is to be seen: one over a Flow needs the Flow, and a list or calendar the component it belongs to. */
  #sheetNow() {
    const { kind } = this.#sheet ?? {};
    const isOfChat = kind === "reply" || kind === "menu" || kind === "managed";
    if (!kind || (!this.#view?.open && !isOfChat) || (!isOfChat && !this.#componentOf(this.#sheet))) {
      return null;
    }
    return this.#sheet;
  }

  #componentOf(sheet) {
    return this.#view?.screen?.components.find((each) => each.key === sheet.key);
  }

  #template() {
    const view = this.#view;
    const { platform = "android", theme = "light", dir = "ltr" } = this.#settings;
    const sheetNow = this.#sheetNow();
    const component = sheetNow && this.#componentOf(sheetNow);
    const bar = view?.snackbar && view.snackbar.id !== this.#dismissed ? view.snackbar : null;
    return html`
      <section class="device" data-platform=${platform} data-theme=${theme} dir=${dir} aria-label="Phone">
        <div class="device-glass">
          <div class="status-bar" aria-hidden="true">
            <span class="status-time">${view?.clock ?? ""}</span>
            <span class="status-island"></span>
            <span class="status-signs"><i class="sign-signal"></i><i class="sign-wifi"></i><i class="sign-battery"></i></span>
          </div>
          <div class="device-stage">
            ${view ? chat(view, this, Boolean(view.open || sheetNow)) : html`<p class="device-wait">${this.page.problem ? "" : "Starting…"}</p>`}
            ${view?.open ? flowScreen(view, this, Boolean(sheetNow)) : nothing}
            ${sheetNow ? sheet(sheetNow, component, view, this) : nothing}
            <div class="snackbar-place" role="status" aria-live="polite">
              ${bar
                ? html`<div class="snackbar">
                    <span>${bar.text}</span>
                    <button type="button" aria-label="Dismiss message" @click=${() => this.dismissSnackbar(bar.id)}>
                      ${icon("close")}
                    </button>
                  </div>`
                : nothing}
            </div>
          </div>
          <div class="home-bar" aria-hidden="true"></div>
        </div>
      </section>
    `;
  }
}

customElements.define("penstock-phone", PenstockPhone);
