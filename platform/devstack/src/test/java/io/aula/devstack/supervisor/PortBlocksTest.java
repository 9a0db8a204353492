package io.aula.devstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.devstack.Home;
import io.aula.devstack.Ports;
import io.aula.devstack.SetupFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBlocksTest {

    @TempDir
    Path folder;

    @Test
    void platformsWhosePublicPortsDifferByAMultipleOfTheBlocksShareNoPort() throws Exception {
        Ports first = PortBlocks.choose(home("first"), 8095);
        try (ServerSocket running = PortBlocks.hold(first)) {
            Ports second = PortBlocks.choose(home("second"), 8395);

            assertThat(running.isBound()).isTrue();
            assertThat(Ports.preferred(8095).base())
                    .isEqualTo(Ports.preferred(8395).base());
            assertThat(Math.abs(second.base() - first.base())).isGreaterThanOrEqualTo(Ports.BLOCK);
            assertThat(Ports.of(home("second"), 8395)).isEqualTo(second);
        }
    }

    @Test
    void aPlatformKeepsItsBlockAndMovesOnlyWhenSomebodyElseTookIt() throws Exception {
        Home home = home("one");
        Ports before = PortBlocks.choose(home, 8096);
        assertThat(PortBlocks.choose(home, 8096)).isEqualTo(before);

        try (ServerSocket stranger = new ServerSocket(before.postgres(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(stranger.isBound()).isTrue();
            Ports after = PortBlocks.choose(home, 8096);
            assertThat(after.base()).isNotEqualTo(before.base());
            assertThat(Ports.of(home, 8096)).isEqualTo(after);
        }
    }

    @Test
    void ofTwoThatChooseAtTheSameMomentOneIsTold() throws Exception {
        Ports ports = PortBlocks.choose(home("a"), 8097);
        try (ServerSocket held = PortBlocks.hold(ports)) {
            assertThat(held.isBound()).isTrue();
            assertThatThrownBy(() -> PortBlocks.hold(ports))
                    .isInstanceOf(SetupFailure.class)
                    .hasMessageContaining("bin/up again");
        }
    }

    @Test
    void aPublicPortAmongTheBlocksIsNotItsOwnNeighbour() {
        int inside = Ports.preferred(8098).base() + 3;

        Ports ports = PortBlocks.choose(home("inside"), inside);

        assertThat(inside < ports.base() || inside >= ports.base() + Ports.BLOCK)
                .isTrue();
    }

    private Home home(String name) {
        return new Home(folder.resolve(name), folder);
    }
}
