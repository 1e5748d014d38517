import { defineConfig } from "vitest/config";

/** The running product that the development server forwards to. */
const product = process.env.MITSCHNITT_BASE ?? "http://127.0.0.1:8080";

export default defineConfig({
  root: "src/main/web",
  base: "/",
  publicDir: "static",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../../target/classes/web",
    emptyOutDir: true,
    // Everything is a file of our own origin, so that the page lives under a strict Content-Security-Policy.
    assetsInlineLimit: 0,
    target: "es2022",
    chunkSizeWarningLimit: 400,
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": product,
      "/sip": { target: product.replace(/^http/, "ws"), ws: true },
    },
  },
  test: {
    root: ".",
    include: ["src/test/web/**/*.test.ts"],
    environment: "node",
  },
});
