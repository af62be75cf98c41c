# A job as it was written in 2015.
job "shop" {
	region = "eu"
	datacenters = ["dc1", "dc2"]
	# priority = 50
	constraint {
		attribute = "$attr.kernel.name"
		value = "linux"
	}
	constraint {
		attribute = "$attr.version"
		version = ">= 1.2, < 2.0"
	}
	constraint { distinct_hosts = true }
	update {
		stagger = "10s" max_parallel = 1
	}
	group "web" {
		count = 3
		restart { attempts = 10 interval = "5m" delay = "25s" mode = "delay" }
		meta { team = "checkout" tier = 1 }
		task "nginx" {
			driver = "docker"
			config {
				image = "nginx:1.9"
				port_map { http = 80 }
			}
			env { DB = "${NOMAD_ADDR_db}" }
			service {
				name = "${TASKGROUP}-nginx"
				tags = ["global", "web"]
				port = "http"
				check {
					name = "alive"
					type = "tcp"
					interval = "10s"
					timeout = "2s"
				}
			}
			resources {
				cpu = 500 # MHz
				memory = 256 # MB
				disk = 400
				network {
					mbits = 10
					port "http" {}
					port "admin" { static = 9001 }
				}
			}
		}
	}
	task "cron" {
		driver = "raw_exec"
		config {
			command = "/bin/date"
			args = ["-u", <<EOF
several
lines
EOF
			]
		}
		resources { cpu = 100 memory = 32 network { mbits = 1 dynamic_ports = ["ui"] reserved_ports = [8080] } }
	}
}
