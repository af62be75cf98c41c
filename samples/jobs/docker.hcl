# A container that counts to three: samples/berth dev samples/jobs/docker.hcl
# Needs docker. Any image with /bin/sh will do; it is pulled when it is not there.
variable "image" {
  type    = string
  default = "busybox:latest"
}

job "counter" {
  type = "batch"

  group "counters" {
    task "count" {
      driver = "docker"

      config {
        image   = var.image
        command = "/bin/sh"
        args    = ["-c", "for i in 1 2 3; do echo \"$i in $NOMAD_ALLOC_NAME\"; sleep 1; done"]
      }

      resources {
        cpu    = 100
        memory = 64
      }
    }
  }
}
