package io.heliograph.contracts.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemDetailsTest {
    private static final ProblemDetails FORBIDDEN = ProblemDetails.of(ProblemCode.FORBIDDEN, "ask for \"more\"");

    @Test
    void haveTheMembersOfTheProtocol() {
        assertThat(FORBIDDEN.toJson()).isEqualTo("""
                {"title":"No grant","status":403,"code":"forbidden","detail":"ask for \\"more\\""}""");
    }

    @Test
    void sayWhereTheTroubleIsWhenThatIsKnown() {
        assertThat(FORBIDDEN.pointing("/attributes/source").at(2).toJson())
                .endsWith(",\"pointer\":\"/attributes/source\",\"index\":2}");
    }

    @Test
    void haveTheStatusThatAFrameworkHasChosen() {
        assertThat(ProblemDetails.of(ProblemCode.MALFORMED, "no")
                        .withStatus(405)
                        .toJson())
                .contains("\"status\":405,\"code\":\"malformed\"");
    }
}
