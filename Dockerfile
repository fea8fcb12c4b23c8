# The backend alone: `docker build -t dbscst .`, then see compose.yaml or docs/deploy.md.
FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY . .
RUN npm run build -- --production \
  && mkdir -p /out/node_modules/@node-rs \
  && cp -r dist package.json LICENSE /out/ \
  && rm -rf /out/dist/webview /out/dist/extension.js \
  && cp -r node_modules/@node-rs/bcrypt* /out/node_modules/@node-rs/

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000 DATA_DIR=/data
# All that is written goes to /data, so the rest of the file system may be read-only.
RUN mkdir /data && chown node:node /data
COPY --from=build /out /app
WORKDIR /app
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=4s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/backend.js"]
