package dev.berth.jobspec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.model.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whether what docs/job-files.md shows is so. */
class JobFilesDocumentTest {

    private static String block(String language) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "job-files.md"));
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    @Test
    void theExampleIsAJob() throws IOException {
        Job job = JobFiles.parse("cache.hcl", block("hcl"));

        assertThat(Objects.requireNonNull(job.group("cache"))
                        .tasks()
                        .get(0)
                        .config()
                        .get("args"))
                .isEqualTo(List.of("--bind", "${NOMAD_IP_db}", "--maxmemory", "200mb"));
    }

    @Test
    void theErrorsReadAsShown() throws IOException {
        String file = "\n".repeat(8)
                + "job \"cache\" {\n  group \"g\" {\n    task \"redis\" {\n      resources {\n        cpus = 500\n"
                + "        memory = \"256MB\"\n      }\n    }\n  }\n}\n";

        Throwable thrown = Assertions.catchThrowable(() -> JobFiles.parse("cache.hcl", file));

        assertThat(thrown).hasMessage(block("text").stripTrailing());
    }
}
