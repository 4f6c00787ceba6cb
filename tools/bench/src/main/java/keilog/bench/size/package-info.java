/**
 * Bytes per sample: our 1 s blocks beside Parquet, CSV and JSON, over real recordings that lie
 * beside the checkout. The same values and times go to every format.
 */
package keilog.bench.size;
