import dev.penstock.crypto.spi.KeyUnwrapperFactory;
import dev.penstock.nativersa.OpensslKeyUnwrapperFactory;

/** Unwraps keys with the OpenSSL of the operating system. It exports nothing: having it is enough. */
module dev.penstock.nativersa {
    requires transitive dev.penstock;
    requires transitive org.jspecify;

    provides KeyUnwrapperFactory with
            OpensslKeyUnwrapperFactory;
}
