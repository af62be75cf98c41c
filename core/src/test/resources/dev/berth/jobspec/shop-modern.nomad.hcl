variable "image" {
  type    = string
  default = "registry.example/shop:2.1"
}

variable "datacenters" {
  type    = list(string)
  default = ["eu-*"]
}

locals {
  ports = { http = 8080, metrics = 9090 }
}

job "shop" {
  namespace   = "retail"
  type        = "service"
  priority    = 70
  node_pool   = "fast"
  datacenters = var.datacenters

  meta {
    owner = "checkout"
  }

  affinity {
    attribute = "${node.class}"
    value     = "ssd"
    weight    = -20
  }

  spread {
    attribute = "${node.datacenter}"
    weight    = 100
    target "eu-1" { percent = 60 }
    target "eu-2" { percent = 40 }
  }

  update {
    max_parallel      = 2
    health_check      = "task_states"
    min_healthy_time  = "15s"
    healthy_deadline  = "3m"
    progress_deadline = "10m"
    auto_revert       = true
    canary            = 1
  }

  group "api" {
    count = 4

    constraint {
      operator  = "distinct_property"
      attribute = "${meta.rack}"
      value     = "2"
    }

    constraint {
      any_of {
        constraint {
          attribute = "${attr.cpu.arch}"
          value     = "amd64"
        }
        constraint {
          attribute = "${attr.cpu.arch}"
          value     = "arm64"
        }
      }
    }

    scaling {
      min = 1
      max = 10
      policy {
        cooldown = "1m"
        check "load" {
          query = "avg_cpu"
          strategy "target-value" { target = 70 }
        }
      }
    }

    reschedule {
      delay          = "30s"
      delay_function = "exponential"
      max_delay      = "1h"
      unlimited      = true
    }

    disconnect {
      lost_after = "6h"
      replace    = false
      reconcile  = "keep_original"
    }

    ephemeral_disk {
      size   = 500
      sticky = true
    }

    network {
      mode = "bridge"
      dynamic "port" {
        for_each = local.ports
        labels   = [port.key]
        content {
          to = port.value
        }
      }
      port "ssh" {
        static       = 22
        host_network = "mgmt"
      }
      dns {
        servers = ["10.0.0.2"]
      }
    }

    volume "data" {
      type            = "csi"
      source          = "shop-data"
      access_mode     = "single-node-writer"
      attachment_mode = "file-system"
      per_alloc       = true
      mount_options {
        fs_type     = "ext4"
        mount_flags = ["noatime"]
      }
    }

    service {
      name     = "shop-api"
      port     = "http"
      provider = "nomad"
      tags     = [for t in ["api", "v2"] : "shop-${t}"]
      check {
        name     = "ready"
        type     = "http"
        path     = "/ready"
        interval = "10s"
        timeout  = "2s"
        header {
          Accept = ["text/plain"]
        }
        check_restart {
          limit = 3
          grace = "90s"
        }
      }
    }

    task "migrate" {
      driver = "docker"
      lifecycle {
        hook    = "prestart"
        sidecar = false
      }
      config {
        image   = var.image
        command = "migrate"
      }
    }

    task "api" {
      driver       = "docker"
      kill_timeout = "20s"
      kill_signal  = "SIGINT"
      leader       = true

      config {
        image = var.image
        ports = ["http"]
        mount {
          type   = "bind"
          source = "local/conf"
        }
        mount {
          type = "tmpfs"
        }
        labels = { tier = "web" }
      }

      artifact {
        source = "https://files.example/geo-${attr.cpu.arch}.tar.gz"
        options {
          checksum = "sha256:${sha256("geo")}"
        }
      }

      template {
        data          = <<-TPL
          listen = {{ env "NOMAD_PORT_http" }}
          region = ${upper("eu")}
          TPL
        destination   = "local/conf/app.conf"
        change_mode   = "signal"
        change_signal = "SIGHUP"
        perms         = "0600"
      }

      volume_mount {
        volume      = "data"
        destination = "/data"
      }

      env = {
        LOG_LEVEL = "info"
        NODE      = "${node.unique.name}"
      }

      logs {
        max_files     = 3
        max_file_size = 5
      }

      vault {
        policies    = ["shop"]
        change_mode = "restart"
      }

      resources {
        cpu        = 500
        memory     = 256
        memory_max = 512
        device "vendor/gpu" {
          count = 2
          constraint {
            attribute = "${device.attr.memory}"
            operator  = ">="
            value     = "8 GiB"
          }
        }
        custom {
          licence = 1
        }
      }
    }
  }
}
