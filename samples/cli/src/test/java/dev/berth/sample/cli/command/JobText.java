package dev.berth.sample.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small job files of raw_exec tasks. */
final class JobText {
    private JobText() {}

    /** One task that runs a script with sh, once. */
    static String of(String id, String type, int count, String script) {
        return """
                job "%s" {
                  type = "%s"
                  group "g" {
                    count = %d
                    restart {
                      attempts = 0
                      mode     = "fail"
                    }
                    reschedule {
                      attempts  = 0
                      unlimited = false
                    }
                    task "t" {
                      driver       = "raw_exec"
                      kill_timeout = "2s"
                      config {
                        command = "/bin/sh"
                        args    = ["-c", <<-SCRIPT
                %s
                SCRIPT
                        ]
                      }
                      resources {
                        cpu    = 20
                        memory = 16
                      }
                    }
                  }
                }
                """.formatted(id, type, count, script);
    }

    static String file(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
