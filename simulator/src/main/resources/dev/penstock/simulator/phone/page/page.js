// Start of the page: keeps the newest state of the engine and hands it to the phone and the inspector.
import * as api from "/api.js";
import { html, render } from "/vendor/lit-html/lit-html.js";
import { readSettings, settingsBar } from "/settings.js";
import "/phone.js";
import "/inspector.js";

const PAUSE_AFTER_FAILURE_MS = 1_000;

class PenstockPage extends HTMLElement {
  #state = null;
  #newest = { revision: -1 };
  #problem = null;
  #waiting = 0;
  #queue = Promise.resolve();
  #settings = readSettings();
  #covered = false;
  #pane = "phone";

  connectedCallback() {
    this.replaceChildren(); // what the browser showed while it loaded the modules
    this.#draw();
    this.#follow();
  }

  /** Sends events one after another; while some are on their way nothing is drawn, so that typing never jumps back. */
  send = (event) => this.#enqueue(() => api.send(event));

  restart = () => this.#enqueue(() => api.ask("/api/restart"));

  replay = (number) => this.#enqueue(() => api.ask(`/api/replay?number=${number}`));

  upload = (key, file) => this.#enqueue(() => api.upload(key, file));

  /** Whether something that was done is still on its way to the engine. */
  get isBusy() {
    return this.#waiting > 0;
  }

  get problem() {
    return this.#problem;
  }

  /** While a sheet is open on the phone, nothing else takes part. */
  cover(covered) {
    if (covered !== this.#covered) {
      this.#covered = covered;
      this.#draw();
    }
  }

  /** On a small screen there is room for the phone or the inspector. */
  showPane(pane) {
    this.#pane = pane;
    this.#draw();
  }

  #enqueue(task) {
    this.#waiting += 1;
    this.#queue = this.#queue
      .then(task)
      .then((answer) => {
        this.#waiting -= 1;
        this.#take(answer);
      })
      .catch((problem) => {
        this.#waiting -= 1;
        this.#fail(problem);
      });
    return this.#queue;
  }

  async #follow() {
    for (;;) {
      try {
        this.#take(await api.state(this.#newest.revision));
      } catch (problem) {
        this.#fail(problem);
        if (problem.status === 403) {
          return;
        }
        await new Promise((resume) => setTimeout(resume, PAUSE_AFTER_FAILURE_MS));
      }
    }
  }

  #take(state) {
    // Answers overtake one another, and what came while events were on their way is drawn once they have arrived.
    if (state.revision >= this.#newest.revision) {
      this.#newest = state;
    }
    if (this.#waiting === 0) {
      this.#problem = null;
      this.#state = this.#newest;
      this.#draw();
    }
  }

  #fail(problem) {
    this.#problem =
      problem.status === 403
        ? "This page has no valid token. Open the address that the command printed."
        : problem.status
          ? problem.message
          : "The phone's engine does not answer. Is the command still running?";
    this.#draw();
  }

  #change = (settings) => {
    this.#settings = settings;
    this.#draw();
  };

  #draw() {
    const state = this.#state;
    document.documentElement.dataset.theme = this.#settings.theme;
    this.dataset.pane = this.#pane;
    render(
      html`
        <header class="page-bar" ?inert=${this.#covered}>
          <button type="button" class="tool only-small" @click=${() => this.showPane("phone")}>Back to the phone</button>
          <span class="page-name"><img src="/icon.svg" alt="" width="22" height="22">Penstock</span>
          <h1 class="page-title">${state?.flow?.name ?? "Phone"}</h1>
          ${settingsBar(this.#settings, this.#change)}
        </header>
        ${this.#problem ? html`<p class="page-problem" role="alert">${this.#problem}</p>` : ""}
        <div role="status">
          ${state?.inspector.endpointAway
            ? html`<p class="page-notice">
                The endpoint is away. ${state.inspector.endpointAway} The phone keeps its screen and what was typed, looks for the
                endpoint every second, and goes on when it is back.
              </p>`
            : ""}
        </div>
        <main class="page-main">
          <penstock-phone .view=${state?.phone ?? null} .settings=${this.#settings} .page=${this}></penstock-phone>
          <penstock-inspector ?inert=${this.#covered} .view=${state?.inspector ?? null} .page=${this}></penstock-inspector>
        </main>
      `,
      this,
    );
  }
}

customElements.define("penstock-page", PenstockPage);
