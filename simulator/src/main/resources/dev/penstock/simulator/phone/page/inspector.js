// The inspector: what went over the wire, what the phone found wrong, and where in the Flow it stands.
import { html, nothing, render } from "/vendor/lit-html/lit-html.js";
import { repeat } from "/vendor/lit-html/directives/repeat.js";
import * as api from "/api.js";
import { graph } from "/graph.js";
import { icon } from "/icons.js";

const TABS = { exchanges: "Exchanges", graph: "Screens", source: "Flow JSON" };
const TARGET_MS = 1_000;
const LIMIT_MS = 10_000;

class PenstockInspector extends HTMLElement {
  #view = null;
  #tab = "exchanges";
  #open = null;
  #details = null;
  #source = null;
  #line = null;
  #said = "";
  #filter = "";
  #cleared = 0;

  set view(view) {
    const before = this.#view?.exchanges.at(-1)?.number;
    this.#view = view;
    const newest = view?.exchanges.at(-1)?.number;
    if (newest && newest !== before) {
      this.#show(newest);
    }
    this.#draw();
  }

  async #show(number) {
    this.#open = number;
    this.#details = await api.json(`/api/exchange?number=${number}`).catch(() => null);
    this.#draw();
    this.#bringIntoSight();
  }

  /** Only the panel scrolls, so that the phone stays where it is. */
  #bringIntoSight() {
    const panel = this.querySelector(".panel");
    const shown = this.querySelector(".exchange-open");
    if (panel && shown) {
      const above = panel.querySelector(".exchange-filter")?.offsetHeight ?? 0;
      panel.scrollTop += shown.getBoundingClientRect().top - panel.getBoundingClientRect().top - above;
    }
  }

  async #goTo(line) {
    this.#tab = "source";
    this.#line = line;
    this.#source = await api.text("/api/flow-json");
    this.#draw();
    this.querySelector(".source-line-lit")?.scrollIntoView({ block: "center" });
  }

  async #choose(tab) {
    this.#tab = tab;
    if (tab === "source") {
      this.#source = await api.text("/api/flow-json");
    }
    this.#draw();
  }

  async #copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
      this.#said = said;
    } catch {
      this.#said = "The browser did not allow copying.";
    }
    this.#draw();
  }

  async #download() {
    const text = await api.text("/api/scenario");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = "scenario.yaml";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #draw() {
    const view = this.#view;
    if (!view) {
      render(nothing, this);
      return;
    }
    render(
      html`<section class="inspector" aria-label="Inspector">
        <div class="inspector-bar">
          <div class="tabs" role="tablist" aria-label="Inspector" @keydown=${(event) => this.#moveTab(event)}>
            ${Object.entries(TABS).map(
            ([name, words]) => html`<button
              type="button"
              role="tab"
              id=${`tab-${name}`}
              aria-selected=${String(this.#tab === name)}
              aria-controls="inspector-panel"
              tabindex=${this.#tab === name ? 0 : -1}
              @click=${() => this.#choose(name)}
            >
              ${words}${name === "exchanges" ? html` <small>${view.exchanges.length}</small>` : nothing}
            </button>`,
            )}
          </div>
          <button type="button" class="tool" @click=${() => this.page.restart()}>New message</button>
          <button type="button" class="tool" @click=${() => this.#download()}>Save as scenario</button>
        </div>
        ${view.findings.length ? this.#findings(view.findings) : nothing}
        <div class="panel" id="inspector-panel" role="tabpanel" aria-labelledby=${`tab-${this.#tab}`} tabindex="0">
          ${this.#panel(view)}
        </div>
        <p class="said" role="status">${this.#said}</p>
      </section>`,
      this,
    );
  }

  #moveTab(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step && event.target.role === "tab") {
      const names = Object.keys(TABS);
      const next = names[(names.indexOf(this.#tab) + step + names.length) % names.length];
      this.#choose(next).then(() => this.querySelector(`#tab-${next}`).focus());
    }
  }

  #findings(findings) {
    const unreadable = findings.some((each) => each.code === "INVALID_FLOW_JSON");
    return html`<details class="lint" ?open=${unreadable}>
      <summary>${findings.length} ${findings.length === 1 ? "finding" : "findings"} in the Flow JSON</summary>
      <ul>
        ${findings.map(
          (each) => html`<li class="lint-${each.severity}">
            <button type="button" class="line-link" @click=${() => this.#goTo(each.line)}>line ${each.line}</button>
            <code>${each.code}</code> ${each.text}
          </li>`,
        )}
      </ul>
    </details>`;
  }

  #panel(view) {
    switch (this.#tab) {
      case "graph":
        return graph(view.graph, (line) => this.#goTo(line));
      case "source":
        return this.#flowJson();
      default:
        return view.exchanges.length ? this.#exchanges(view) : html`<p class="empty">
            ${view.hasEndpoint
              ? "No exchange with an endpoint yet. Tap the button in the chat."
              : "This Flow has no endpoint, so there is never an exchange."}
          </p>`;
    }
  }

  /** The newest stand first; what was cleared away is still in the scenario that is saved. */
  #exchanges(view) {
    const wanted = this.#filter.trim().toLowerCase();
    const shown = view.exchanges
      .filter((each) => each.number > this.#cleared && wordsOf(each).includes(wanted))
      .reverse();
    return html`<div class="exchange-filter">
        <input
          type="search"
          placeholder="Filter"
          aria-label="Filter the exchanges by action, screen, status or finding"
          .value=${this.#filter}
          @input=${(event) => this.#sift(event.target.value)}
        >
        <button type="button" class="tool" @click=${() => this.#clear(view)}>Clear</button>
      </div>
      ${shown.length ? nothing : html`<p class="empty">${wanted ? "No exchange has these words." : "Cleared. What comes next is shown here."}</p>`}
      <ol class="exchanges">
      ${repeat(
        shown,
        (each) => each.number,
        (each) => html`<li class="exchange ${this.#open === each.number ? "exchange-open" : ""}">
          ${this.#summary(each)} ${this.#open === each.number ? this.#detail(each) : nothing}
        </li>`,
      )}
    </ol>`;
  }

  #sift(words) {
    this.#filter = words;
    this.#draw();
  }

  #clear(view) {
    this.#cleared = view.exchanges.at(-1)?.number ?? 0;
    this.#filter = "";
    this.#draw();
  }

  #summary(each) {
    const open = this.#open === each.number;
    return html`<button
        type="button"
        class="exchange-head"
        aria-expanded=${String(open)}
        @click=${() => (open ? this.#close() : this.#show(each.number))}
      >
        <span class="exchange-number">${each.number}</span>
        <span class="exchange-what">
          <strong>${each.action}</strong> ${each.screen}
          ${each.answered ? html`<span class="arrow" aria-label="answered">→</span> ${each.answered}` : nothing}
          ${each.purpose === "play" ? nothing : html`<em class="purpose">${each.purpose}</em>`}
        </span>
        <span class="status status-${Math.floor(each.status / 100)}">${each.status || "—"}</span>
        <span class="time">${spoken(each.ms)}</span>
      </button>
      ${bar(each.ms)}
      ${each.findings.map(
        (finding) => html`<p class="finding">
          <code>${finding.code}</code> ${finding.text}
          ${finding.line
            ? html`<button type="button" class="line-link" @click=${() => this.#goTo(finding.line)}>
                Flow JSON, line ${finding.line}
              </button>`
            : nothing}
        </p>`,
      )}`;
  }

  #close() {
    this.#open = null;
    this.#draw();
  }

  #detail(each) {
    const details = this.#details;
    if (details?.number !== each.number) {
      return html`<p class="empty">Loading…</p>`;
    }
    return html`<div class="exchange-body">
      <div class="exchange-tools">
        <button type="button" class="tool" @click=${() => this.page.replay(each.number)}>${icon("replay")} Replay</button>
        <button type="button" class="tool" @click=${() => this.#copy(callOf(details), "Copied as penstock call.")}>
          Copy as penstock call
        </button>
        <button type="button" class="tool" @click=${() => this.#copy(curlOf(details), "Copied as curl.")}>Copy as curl</button>
      </div>
      <div class="pair">
        ${block("Request, clear", details.request)} ${block("Answer, clear", details.answer)}
      </div>
      <details>
        <summary>On the wire</summary>
        <p class="wire-key">Business public key <code>${details.keyId || "unknown"}</code>, sent ${details.startedAt}</p>
        <div class="pair">
          ${block("Request headers", headersOf(details.requestHeaders))}
          ${block("Answer headers", headersOf(details.answerHeaders))}
        </div>
        <div class="pair">${block("Request body", details.requestBody)} ${block("Answer body", details.answerBody)}</div>
      </details>
    </div>`;
  }

  #flowJson() {
    const lines = (this.#source ?? "").split("\n");
    return html`<ol class="source">
      ${lines.map(
        (text, index) =>
          html`<li class=${index + 1 === this.#line ? "source-line-lit" : ""}><code>${text || " "}</code></li>`,
      )}
    </ol>`;
  }
}

function wordsOf(each) {
  const findings = each.findings.map((finding) => `${finding.code} ${finding.text}`);
  return [each.action, each.screen, each.answered, each.purpose, each.status, ...findings].join(" ").toLowerCase();
}

function block(title, text) {
  return html`<figure class="block">
    <figcaption>${title}</figcaption>
    <pre tabindex="0">${text || "—"}</pre>
  </figure>`;
}

/** How long it took, on a line from nothing to WhatsApp's limit, with Meta's target marked; the first second gets half. */
function bar(ms) {
  const at = (time) => (time <= TARGET_MS ? (50 * time) / TARGET_MS : 50 + (50 * Math.min(time, LIMIT_MS) - 50 * TARGET_MS) / (LIMIT_MS - TARGET_MS));
  const kind = ms >= LIMIT_MS ? "late" : ms > TARGET_MS ? "slow" : "good";
  return html`<svg class="bar bar-${kind}" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label=${`${spoken(ms)} of the 1 s target and the 10 s limit`}>
    <rect class="bar-all" width="100" height="4" rx="1"></rect>
    <rect class="bar-took" width=${Math.max(0.6, at(ms))} height="4" rx="1"></rect>
    <rect class="bar-target" x="49.7" width="0.6" height="4"></rect>
  </svg>`;
}

function spoken(ms) {
  return ms < 1_000 ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}

function headersOf(headers) {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function callOf(details) {
  const { action, screen, data, flow_token: token } = JSON.parse(details.request);
  const what = { INIT: "--init", BACK: `--back ${screen}`, ping: "--ping" }[action] ?? `--screen ${screen}`;
  const sent = action === "data_exchange" ? ` --data ${quoted(JSON.stringify(data))}` : "";
  return `penstock call "$ENDPOINT_URL" ${what}${sent} --flow-token ${quoted(token ?? "unused")}`;
}

function curlOf(details) {
  const headers = Object.entries(details.requestHeaders).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return ["curl", "-X POST", ...headers, `--data-raw ${quoted(details.requestBody)}`, '"$ENDPOINT_URL"'].join(" ");
}

customElements.define("penstock-inspector", PenstockInspector);
