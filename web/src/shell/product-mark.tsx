/** Two marks under one paper: signed, and countersigned. */
export function ProductMark() {
  return (
    <svg className="product-mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="6" />
      <path d="M6 16.5l5 5L21 11M15.5 21.5L26 11" />
    </svg>
  );
}
