# Says hello from two processes and completes: samples/berth dev samples/jobs/hello.hcl
job "hello" {
  type = "batch"

  group "greeters" {
    count = 2

    task "greet" {
      driver = "raw_exec"

      config {
        command = "/bin/sh"
        args    = ["-c", <<-SCRIPT
          echo "Hello from $NOMAD_ALLOC_NAME, instance $BERTH_ALLOC_INDEX of job $BERTH_JOB_NAME"
          echo "My directory is for me alone: $(ls -d "$NOMAD_TASK_DIR" >/dev/null && echo yes)"
          sleep 1
          echo "Done."
        SCRIPT
        ]
      }

      resources {
        cpu    = 100
        memory = 32
      }
    }
  }
}
