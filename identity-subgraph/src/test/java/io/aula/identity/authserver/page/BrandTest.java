package io.aula.identity.authserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages of sign-in carry a copy of the SPA's look: what is changed there alone is seen here. */
final class BrandTest {
    private static final Path SPA = Path.of("../spa");
    private static final Path ASSETS = Path.of("src/main/resources/static/auth/assets");
    private static final Pattern TOKEN = Pattern.compile("(--[a-z0-9-]+): (.*?);");
    private static final Pattern BY_THEME = Pattern.compile("light-dark\\((oklch\\([^)]*\\)), (oklch\\([^)]*\\))\\)");

    @Test
    void thePagesOfSignInHaveTheTokensOfTheSpaInBothThemes() throws IOException {
        String[] spa = Files.readString(SPA.resolve("src/styles/tokens.css")).split("\\.dark \\{");
        Map<String, String> light = tokens(spa[0]);
        Map<String, String> dark = new HashMap<>(light);
        dark.putAll(tokens(spa[1]));
        String ours = Files.readString(ASSETS.resolve("auth.css"));
        String own = ours.substring(ours.indexOf(":root {"), ours.indexOf("\n}"));
        assertThat(tokens(BY_THEME.matcher(own).replaceAll("$1"))).isEqualTo(light);
        assertThat(tokens(BY_THEME.matcher(own).replaceAll("$2"))).isEqualTo(dark);
    }

    @Test
    void thePagesOfSignInHaveTheLogoOfTheSpa() throws IOException {
        assertThat(ASSETS.resolve("mark.svg")).hasSameBinaryContentAs(SPA.resolve("public/favicon.svg"));
    }

    private static Map<String, String> tokens(String css) {
        Map<String, String> found = new HashMap<>();
        Matcher each = TOKEN.matcher(css);
        while (each.find()) {
            found.put(each.group(1), each.group(2));
        }
        return found;
    }
}
