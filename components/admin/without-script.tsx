/**
 * Pages stream: what was waited for arrives at the end of the document, hidden, and a line of script moves it to its place.
 * Where scripts are off it is shown where it lies, which is below the header, and the placeholders are taken away.
 */
export function WithoutScript() {
  return (
    <noscript>
      <style>
        {
          '@layer theme{[data-placeholder],[data-script]{display:none!important}[hidden][id^="S:"]{display:block!important}}'
        }
      </style>
    </noscript>
  );
}
