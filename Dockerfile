# presslake in a container: a run, a service, or the image of a Docker or Kubernetes work pool (prefect.yaml).
# /news holds presslake.toml, the warehouse and the pages.
FROM python:3.11-slim
WORKDIR /presslake
COPY . .
# Not -e alone: the wheel has all that a run needs, the checkout is what work pools name as entrypoint.
RUN pip install --no-cache-dir .
WORKDIR /news
VOLUME /news
CMD ["presslake", "serve", "--port", "4200"]
