# A job to start from: run it with "berth dev", or submit it to an agent with "berth run".
job "example" {
  type        = "batch"
  datacenters = ["dc1"]

  group "greeters" {
    count = 2

    task "greet" {
      driver = "raw_exec"

      config {
        command = "/bin/sh"
        args = ["-c", <<-SCRIPT
          echo "$GREETING from $NOMAD_ALLOC_NAME on $NODE"
          echo "I may use $NOMAD_MEMORY_LIMIT MiB of memory and write to $BERTH_TASK_DIR"
          sleep 1
          echo "Bye."
        SCRIPT
        ]
      }

      # ${...} is filled in on the node where the task runs.
      env {
        GREETING = "Hello"
        NODE     = "${node.unique.name}"
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }
  }
}
