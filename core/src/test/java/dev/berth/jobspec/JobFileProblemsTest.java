package dev.berth.jobspec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobFileProblemsTest {

    private static String failure(String text) {
        try {
            return "no problem: " + JobFiles.parse("job.hcl", text);
        } catch (JobFileException e) {
            return e.getMessage();
        }
    }

    @Test
    void everyMistakeIsReportedAtItsPlaceWithTheNearestKnownName() {
        assertThat(failure("""
                job "web" {
                  datacentres = ["dc1"]
                  type = "servce"
                  group "a" {
                    count = "many"
                    task "t" {
                      drvier = "docker"
                      kill_timeout = "10x"
                      resources {
                        cpus = 500
                        memory = 1.5
                      }
                      restart { mode = "wait" }
                    }
                    task "t" {
                      driver = "docker"
                      leader = 1
                      env = "A=B"
                      constraint { operator = "matches" }
                    }
                    network "x" {}
                    update = 5
                    migrate {}
                    migrate {}
                  }
                  meta { a { b = 1 } }
                  constraint = "linux"
                  task {}
                }
                jobb "x" {}
                """)).isEqualTo("""
                job.hcl:2:3: Unknown key "datacentres" in a job. Did you mean "datacenters"?
                  2 |   datacentres = ["dc1"]
                    |   ^
                job.hcl:3:10: "type" cannot be "servce". Did you mean "service"?
                  3 |   type = "servce"
                    |          ^
                job.hcl:5:13: "count" must be a whole number, but is the string "many".
                  5 |     count = "many"
                    |             ^
                job.hcl:7:7: Unknown key "drvier" in a task. Did you mean "driver"?
                  7 |       drvier = "docker"
                    |       ^
                job.hcl:8:22: "kill_timeout" must be a duration, but is the string "10x". Write it as in "10s", "1h30m" or \
                "500ms"; units are ns, us, ms, s, m and h.
                  8 |       kill_timeout = "10x"
                    |                      ^
                job.hcl:10:9: Unknown key "cpus" in resources. Did you mean "cpu"?
                  10 |         cpus = 500
                     |         ^
                job.hcl:11:18: "memory" must be a whole number, but is 1.5.
                  11 |         memory = 1.5
                     |                  ^
                job.hcl:13:24: "mode" cannot be "wait". Use one of: fail, delay.
                  13 |       restart { mode = "wait" }
                     |                        ^
                job.hcl:15:10: The task "t" stands twice in a group, first in line 6. Rename one of the two.
                  15 |     task "t" {
                     |          ^
                job.hcl:17:16: "leader" must be true or false, but is 1.
                  17 |       leader = 1
                     |                ^
                job.hcl:18:13: "env" in a task is a block, but is the string "A=B". Write env { ... }.
                  18 |       env = "A=B"
                     |             ^
                job.hcl:19:31: The operator "matches" is unknown. Use one of: =, ==, is, !=, not, <, <=, >, >=, version, semver, \
                regexp, set_contains_all, set_contains, set_contains_any, is_set, is_not_set, distinct_hosts, distinct_property.
                  19 |       constraint { operator = "matches" }
                     |                               ^
                job.hcl:21:13: The block "network" of a group has no label.
                  21 |     network "x" {}
                     |             ^
                job.hcl:22:14: "update" in a group is a block, but is 5. Write update { ... }.
                  22 |     update = 5
                     |              ^
                job.hcl:24:5: The block "migrate" stands twice in a group, first in line 23. Leave one of the two out.
                  24 |     migrate {}
                     |     ^
                job.hcl:26:10: "meta" in a job holds only name = value.
                  26 |   meta { a { b = 1 } }
                     |          ^
                job.hcl:27:16: "constraint" in a job is a block, but is the string "linux". Write constraint { ... }.
                  27 |   constraint = "linux"
                     |                ^
                job.hcl:28:3: The block "task" of a job has no name. Write task "name" { ... }.
                  28 |   task {}
                     |   ^
                job.hcl:30:1: Unknown key "jobb" beside the job. Did you mean "job"?
                  30 | jobb "x" {}
                     | ^""");
    }

    @Test
    void whatTheModelRefusesIsShownAtItsPlace() {
        String message = failure("""
                job "web" {
                  priority = 500
                  group "a" {
                    count = -1
                    task "t" {
                      driver = "docker"
                      resources {
                        cpu    = 100
                        memory = 1
                      }
                      service {
                        name = "web"
                        port = "http"
                        check {
                          name     = "alive"
                          type     = "tcp"
                          interval = "1ms"
                          timeout  = "2s"
                        }
                      }
                    }
                  }
                }
                """);

        assertThat(message.lines()
                        .filter(l -> l.startsWith("job.hcl:"))
                        .map(l -> l.replaceAll(" Problem with ([a-zA-Z]+).*", " $1")))
                .contains(
                        "job.hcl:2:3: priority",
                        "job.hcl:4:5: count",
                        "job.hcl:9:9: memoryBytes",
                        "job.hcl:17:11: interval");
    }

    @Test
    void missingPartsAreShownWhereTheyBelong() {
        assertThat(failure("job \"a\" {\n  group \"g\" {}\n}\n"))
                .startsWith("job.hcl:2:3: Problem with tasks: The group has no task.");
        assertThat(failure("job \"a\" {}\n")).startsWith("job.hcl:1:1: Problem with taskGroups");
        assertThat(failure("job \"a\" {\n  task \"t\" {}\n}\n")).startsWith("job.hcl:2:3: Problem with driver");
        assertThat(failure("")).isEqualTo("job.hcl: The file holds no job. Write job \"name\" { ... }.");
        assertThat(failure("{}")).isEqualTo("job.hcl: The file holds no job. Write job \"name\" { ... }.");
        assertThat(failure("[1]")).contains("job.hcl:1:1");
    }

    @Test
    void aSecondJobInTheFileIsRefused() {
        String task = " {\n  task \"t\" { driver = \"mock\" }\n}\n";

        assertThat(failure("job \"a\"" + task + "job \"b\"" + task)).isEqualTo("""
                job.hcl:4:1: The file holds a second job, "b". Put each job into a file of its own.
                  4 | job "b" {
                    | ^""");
    }

    @Test
    void aConstraintWithTwoOperatorsIsRefused() {
        assertThat(failure("""
                job "a" {
                  constraint {
                    attribute = "${attr.x}"
                    regexp    = "a"
                    version   = "> 1"
                  }
                  task "t" { driver = "mock" }
                }
                """))
                .startsWith(
                        "job.hcl:5:17: A constraint has one operator, but this one has (regexp) and (version). Make two");
    }

    @Test
    void impossibleAmountsNeverOverflow() {
        assertThat(
                        failure(
                                "job \"a\" {\n  task \"t\" {\n    driver = \"m\"\n    resources { memory = 99999999999999 }\n  }\n}\n"))
                .contains("job.hcl:4:26: \"memory\" must lie between");
        assertThat(
                        failure(
                                "job \"a\" {\n  task \"t\" {\n    driver = \"m\"\n    kill_timeout = \"9999999999999h\"\n  }\n}\n"))
                .contains("must be a duration");
        assertThat(failure(
                        "job \"a\" {\n  group \"g\" {\n    count = 1e300\n    task \"t\" { driver = \"m\" }\n  }\n}\n"))
                .contains("\"count\" must lie between");
    }

    @Test
    void mistakesInJsonHaveAPlaceToo() {
        assertThat(failure("""
                {
                  "job": { "a": {
                    "group": { "g": {
                      "cuont": 3,
                      "task": { "t": { "driver": "mock" } }
                    } }
                  } }
                }
                """)).isEqualTo("""
                job.hcl:4:7: Unknown key "cuont" in a group. Did you mean "count"?
                  4 |       "cuont": 3,
                    |       ^""");
    }
}
