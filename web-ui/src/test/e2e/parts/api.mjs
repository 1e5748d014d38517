// A person at the HTTP API.
import { until } from "./programs.mjs";

export class Person {
  static async login(base, name, password = name) {
    const response = await fetch(`${base}/api/v1/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username: name, password }),
    });
    if (!response.ok) {
      throw new Error(`log-in of ${name}: ${response.status}`);
    }
    const person = new Person();
    person.base = base;
    person.cookie = response.headers
      .getSetCookie()
      .map((c) => c.split(";")[0])
      .join("; ");
    person.csrf = (await response.json()).csrf;
    return person;
  }

  async get(path) {
    const response = await this.#send("GET", path);
    return response.json();
  }

  async bytes(path) {
    const response = await this.#send("GET", path);
    return Buffer.from(await response.arrayBuffer());
  }

  async post(path, body = {}) {
    return this.#send("POST", path, JSON.stringify(body));
  }

  /** The newest row of the ledger that `wanted` accepts and that is closed. */
  async closedRow(wanted, millis = 20_000) {
    let row;
    await until("the call's row is closed", millis, async () => {
      const rows = (await this.get("/calls")).items;
      row = rows.find(wanted);
      return row && row.state !== "open";
    });
    return row;
  }

  async #send(method, path, body) {
    const headers = { cookie: this.cookie, "x-csrf-token": this.csrf, "content-type": "application/json" };
    const response = await fetch(`${this.base}/api/v1${path}`, { method, headers, body });
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status}`);
    }
    return response;
  }
}
