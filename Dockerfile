# One Dockerfile for every app: docker build --build-arg APP=identity .
ARG NODE_VERSION=20.20.2

FROM node:${NODE_VERSION}-bookworm-slim AS build
ARG APP
WORKDIR /workspace
COPY package.json package-lock.json ./
COPY apps/identity/package.json apps/identity/package.json
COPY apps/tenancy/package.json apps/tenancy/package.json
COPY apps/notifier/package.json apps/notifier/package.json
COPY apps/scheduler/package.json apps/scheduler/package.json
COPY apps/admin-web/package.json apps/admin-web/package.json
COPY libs/contracts/package.json libs/contracts/package.json
COPY libs/domain/package.json libs/domain/package.json
COPY libs/messaging/package.json libs/messaging/package.json
COPY libs/service-defaults/package.json libs/service-defaults/package.json
COPY libs/testing/package.json libs/testing/package.json
COPY examples/audit-printer/package.json examples/audit-printer/package.json
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN NX_TUI=false npx nx build "${APP}" \
  && npm prune --omit=dev --no-audit --no-fund

FROM node:${NODE_VERSION}-bookworm-slim AS runtime
ARG APP
ENV NODE_ENV=production
WORKDIR /tenantry/apps/${APP}
# The libraries are in the bundle; only packages of the registry are needed beside it.
COPY --from=build --chown=root:root /workspace/node_modules /tenantry/node_modules
COPY --from=build --chown=root:root /workspace/apps/${APP}/dist ./dist
USER node
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8081/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=4", "dist/server/main.js"]
