package io.mitschnitt.webui.compliance;

import io.vertx.core.json.JsonObject;

/** The same in both languages of the house. */
record Said(String en, String de) {

  static final Said NOTHING = new Said("", "");

  String in(boolean german) {
    return german ? de : en;
  }

  JsonObject json() {
    return new JsonObject().put("en", en).put("de", de);
  }
}
