package dev.berth.jobspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether each kind of job file works without the library of the other. */
class OptionalLibrariesTest {
    private static final String HCL = "job \"a\" {\n  task \"t\" { driver = \"mock\" }\n}\n";
    private static final String JSON = "{\"job\": {\"a\": {\"task\": {\"t\": {\"driver\": \"mock\"}}}}}";

    @Test
    void jsonNeedsNoAntlr() throws Exception {
        assertThat(parseWithout("antlr", JSON)).startsWith("Job[key=a");
    }

    @Test
    void hclNeedsNoJackson() throws Exception {
        assertThat(parseWithout("jackson", HCL)).startsWith("Job[key=a");
    }

    @Test
    void theMissingLibraryIsNamed() {
        assertThatThrownBy(() -> parseWithout("antlr", HCL))
                .hasMessage("job: HCL job files need a library that is not on the class path."
                        + " Add org.antlr:antlr4-runtime.");
        assertThatThrownBy(() -> parseWithout("jackson", JSON))
                .hasMessage("job: JSON job files need a library that is not on the class path."
                        + " Add com.fasterxml.jackson.core:jackson-core.");
    }

    /* A class loader of its own that sees this class path without the jars of one library. */
    private static String parseWithout(String library, String text) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!new File(entry).getName().contains(library)) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> jobFiles = loader.loadClass("dev.berth.jobspec.JobFiles");
            return jobFiles.getMethod("parse", String.class, String.class)
                    .invoke(null, "job", text)
                    .toString();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
