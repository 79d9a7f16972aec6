# hfreuse in a container: docker build -t hfreuse . && docker run --rm -v "$PWD:/work" hfreuse demo
# Built in one stage, run in another: the second has only what `npm install hfreuse` installs.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN npm ci --ignore-scripts && npm run build && npm pack --ignore-scripts --pack-destination /packed

FROM node:24-bookworm-slim
COPY --from=build /packed /packed
RUN npm install --global --ignore-scripts /packed/*.tgz && rm -r /packed && npm cache clean --force
USER node
# Snapshots and exports end up in the folder that is mounted here.
WORKDIR /work
ENTRYPOINT ["hfreuse"]
CMD ["--help"]
