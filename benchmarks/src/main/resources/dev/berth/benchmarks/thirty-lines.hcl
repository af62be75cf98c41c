job "shop" {
  datacenters = ["dc1", "dc2"]
  type        = "service"
  priority    = 60

  group "front" {
    count = 4

    constraint {
      attribute = "${attr.kernel.name}"
      value     = "linux"
    }

    network {
      port "http" { to = 8080 }
    }

    restart { attempts = 3 interval = "10m" delay = "15s" mode = "fail" }

    task "web" {
      driver = "docker"
      config {
        image = "shop/web:1.4"
        ports = ["http"]
      }
      env { LOG_LEVEL = "info" }
      resources { cpu = 500 memory = 256 }
    }
  }
}
