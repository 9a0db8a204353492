package io.aula.social.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SafeHtmlTest {
    @Test
    void aPersonWhoIsCalledIsALinkToTheirPage() {
        assertThat(SafeHtml.of("Ask @Ana_1, please"))
                .isEqualTo("<p>Ask <a href=\"/people/ana_1\" rel=\"nofollow noopener ugc\">@Ana_1</a>, please</p>");
        assertThat(SafeHtml.of("**@ana** and @eva.")).contains("/people/ana\"", "/people/eva\"");
        assertThat(SafeHtml.of("`@ana` a@ana.example [@ana](https://a.example) @@ana x/@ana"))
                .doesNotContain("/people/");
    }

    @Test
    void aCallInATaskIsALinkToo() {
        assertThat(SafeHtml.of("- [x] @ana <b>")).contains("☑ <a href=\"/people/ana\"", "&lt;b&gt;");
    }
}
