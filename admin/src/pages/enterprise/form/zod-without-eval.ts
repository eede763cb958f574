import { z } from 'zod';

// zod makes its checks faster by `new Function`; the page's policy refuses that, and a browser complains of the mere try.
// Imported before any schema is made.
z.config({ jitless: true });
