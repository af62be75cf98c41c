# A service with a port of its own: samples/berth dev samples/jobs/web.hcl, then open the address it prints.
# Needs python3 on the machine. Ctrl-C stops it.
job "web" {
  group "site" {
    network {
      port "http" {}
    }

    task "server" {
      driver = "raw_exec"

      config {
        command = "/bin/sh"
        args    = ["-c", "echo \"http://$NOMAD_ADDR_http/\"; exec python3 -m http.server --bind 127.0.0.1 $NOMAD_PORT_http"]
      }

      resources {
        cpu    = 200
        memory = 64
      }
    }
  }
}
