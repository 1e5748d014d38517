import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { defineConfig } from "vitest/config";

/** The running product that the development server forwards to. */
const product = process.env.MITSCHNITT_BASE ?? "http://127.0.0.1:8080";

/** Packs scripts and styles once, at the build, so that the server only hands them out. */
function packed() {
  return {
    name: "packed",
    apply: "build" as const,
    writeBundle({ dir }: { dir?: string }) {
      const assets = join(dir ?? "", "assets");
      for (const name of readdirSync(assets).filter((file) => /\.(js|css)$/.test(file))) {
        const file = join(assets, name);
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

export default defineConfig({
  plugins: [packed()],
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
