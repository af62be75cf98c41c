# Fits on no machine: shows how Berth says why. samples/berth dev samples/jobs/too-big.hcl exits with 2.
job "too-big" {
  type = "batch"

  group "giants" {
    task "rest" {
      driver = "raw_exec"

      config {
        command = "/bin/true"
      }

      resources {
        cpu    = 100
        memory = 100000000
      }
    }
  }
}
