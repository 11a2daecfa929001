package cloud.broom.local.s3;

import cloud.broom.local.wire.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** What an object holds. */
interface Content extends Body {
    Content part(long from, long length);

    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public Content part(long from, long length) {
                return of(Arrays.copyOfRange(bytes, (int) from, (int) (from + length)));
            }

            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    /** That many zero bytes, which take no memory: for objects seeded by size. */
    static Content zeros(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("size is negative: " + length);
        }
        return new Content() {
            @Override
            public Content part(long from, long some) {
                return zeros(some);
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                byte[] block = new byte[8192];
                for (long left = length; left > 0; left -= block.length) {
                    out.write(block, 0, (int) Math.min(left, block.length));
                }
            }
        };
    }
}
