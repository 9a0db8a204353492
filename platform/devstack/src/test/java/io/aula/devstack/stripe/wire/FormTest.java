package io.aula.devstack.stripe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTest {

    @Test
    void readsBracketsAsNestingAndNumbersAsOrder() {
        Form form = Form.parse("currency=eur&metadata[course]=crs_1&line_items[0][price]=p1&line_items[1][price]=p2"
                + "&expand[]=a&expand[]=b.c&name=Ana%20Garc%C3%ADa+M");
        assertThat(form.required("currency")).isEqualTo("eur");
        assertThat(form.map("metadata")).isEqualTo(Map.of("course", "crs_1"));
        assertThat(form.children("line_items"))
                .extracting(item -> item.required("price"))
                .containsExactly("p1", "p2");
        assertThat(form.texts("expand")).containsExactly("a", "b.c");
        assertThat(form.required("name")).isEqualTo("Ana García M");
        form.requireAllRead();
    }

    @Test
    void whatNobodyReadIsNamedWithItsWholePath() {
        Form form = Form.parse("mode=payment&line_items[0][price]=p1&line_items[0][colour]=blue");
        form.required("mode");
        form.children("line_items").getFirst().required("price");
        assertThatThrownBy(form::requireAllRead).hasMessageContaining("line_items[0][colour]");
    }

    @Test
    void saysWhatIsNoNumberAndWhatIsMissing() {
        Form form = Form.parse("amount=ten&flag=maybe");
        assertThatThrownBy(() -> form.number("amount")).hasMessage("Invalid integer: ten");
        assertThatThrownBy(() -> form.flag("flag")).hasMessage("Invalid boolean: maybe");
        assertThatThrownBy(() -> form.required("currency")).hasMessage("Missing required param: currency.");
    }

    @Test
    void depthAndNumberOfFieldsAreBounded() {
        assertThatThrownBy(() -> Form.parse("a" + "[b]".repeat(20) + "=1")).hasMessageContaining("nest");
        assertThatThrownBy(() -> Form.parse("a=1&".repeat(2_000))).hasMessageContaining("at most");
    }
}
